import { useState } from "react";
import { api } from "../api/client";
import type { SpokenWord } from "../api/types";
import { useSpeechPlayer } from "../hooks/useSpeech";
import { useTask } from "../hooks/useTask";
import { strings } from "../strings";
import { ErrorNote } from "./ErrorNote";
import { Icon } from "./Icon";
import { RecordingButton } from "./RecordingButton";

interface Props {
  messageId: string;
  text: string;
  recordingUrl: string;
}

/** On demand: which sounds of a spoken message were missed, what to do about it, and both voices to compare. */
export function Pronunciation({ messageId, text, recordingUrl }: Props) {
  const [words, setWords] = useState<SpokenWord[] | null>(null);
  const { failure, busy, attempt } = useTask();
  const player = useSpeechPlayer();
  const speech = `/api/messages/${encodeURIComponent(messageId)}/speech`;
  if (words === null) {
    return (
      <>
        <button
          type="button"
          className="text-button"
          data-testid="pronunciation"
          disabled={busy}
          onClick={() => void attempt(async () => setWords((await api.pronunciation(messageId, text)).words))}
        >
          <Icon name="mic" />
          {busy ? strings.pronunciation.checking : strings.pronunciation.ask}
        </button>
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
      </>
    );
  }
  const missed = words.filter(({ sound }) => sound !== "");
  return (
    <section className="pronunciation" aria-label={strings.pronunciation.ask} data-testid="pronounced" aria-live="polite">
      <p lang="es">
        {words.map((word, index) => (
          <span key={index} className={word.sound ? "missed" : word.score === null ? undefined : "said-well"}>
            {word.text}{" "}
          </span>
        ))}
      </p>
      {missed.length === 0 && <p className="quiet">{strings.pronunciation.clear}</p>}
      {missed.map((word, index) => (
        <p key={index}>
          {strings.pronunciation.missed(word.text, word.heard_as)} {word.advice}
        </p>
      ))}
      <div className="message-actions">
        <RecordingButton id={`${messageId}:pronounced`} url={recordingUrl} label={strings.pronunciation.mine} />
        <button type="button" className="text-button" onClick={() => void player.play(messageId, speech)}>
          <Icon name="play" />
          {strings.pronunciation.model}
        </button>
        <button type="button" className="text-button" onClick={() => void player.play(messageId, speech, true)}>
          <Icon name="slower" />
          {strings.pronunciation.slower}
        </button>
      </div>
    </section>
  );
}
