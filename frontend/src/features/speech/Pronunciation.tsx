import "../../shared/ui/actions.css";
import "./pronunciation.css";
import { speechApi, type SpokenWord } from "./api";
import { useCallback, useEffect, useState } from "react";
import { useTask } from "../../shared/ui/useTask";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { RecordingButton } from "../../shared/audio/RecordingButton";
import { SpeechButton } from "../../shared/audio/SpeechButton";
import { WordAsSaid } from "./WordAsSaid";

interface Props {
  /** Names the sounds. */
  id: string;
  /** What was to be said. */
  text: string;
  /** Where the recording can be played, unless there is a button for that already. */
  recordingUrl: string | null;
  /** Its sound: the page's policy lets no recording be fetched by an address of its own. */
  recording: () => Promise<Blob>;
  /** The same text in the tutor's voice, where there is one. */
  speechUrl: string | null;
  /** Asked for without a press. */
  eager?: boolean;
}

/** Which sounds of something spoken were missed, what to do about it, and both voices to compare. */
export function Pronunciation({ id, text, recordingUrl, recording, speechUrl, eager = false }: Props) {
  const [words, setWords] = useState<SpokenWord[] | null>(null);
  const { failure, busy, attempt } = useTask();
  const ask = useCallback(
    () => void attempt(async () => setWords((await speechApi.pronunciation(await recording(), text)).words)),
    [attempt, recording, text],
  );
  useEffect(() => {
    if (eager) ask();
  }, [eager, ask]);
  if (words === null) {
    return (
      <>
        <button type="button" className="text-button" data-testid="pronunciation" disabled={busy} onClick={ask}>
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
        {words.map((word) => (
          <WordAsSaid key={word.start} word={word} />
        ))}
      </p>
      {missed.length === 0 && <p className="quiet">{strings.pronunciation.clear}</p>}
      {missed.map((word) => (
        <div key={word.start}>
          <p>
            {strings.pronunciation.missed(word.text, word.heard_as)} {word.advice}
          </p>
          <div className="message-actions" role="group" aria-label={strings.pronunciation.pair} data-testid="pair">
            {[word.text.toLowerCase(), ...(word.heard_as ? [word.heard_as.toLowerCase()] : [])].map((one) => (
              <SpeechButton key={one} id={`${id}:pair:${one}`} url={speechApi.wordUrl(one)} label={one} lang="es" />
            ))}
          </div>
        </div>
      ))}
      <div className="message-actions">
        {recordingUrl && (
          <RecordingButton id={`${id}:pronounced`} url={recordingUrl} label={strings.pronunciation.mine} />
        )}
        {speechUrl && (
          <>
            <SpeechButton id={`${id}:model`} url={speechUrl} label={strings.pronunciation.model} />
            <SpeechButton id={`${id}:slower`} url={speechUrl} label={strings.pronunciation.slower} slow />
          </>
        )}
      </div>
    </section>
  );
}
