import "../../../shared/ui/actions.css";
import { type HeardWord, type Shadowed, speechApi, speechUrl } from "../api";
import { isAbort, toErrorBody } from "../../../shared/wire/http";
import type { ErrorBody, Message } from "../../../shared/wire/types";
import { useCallback, useEffect, useState } from "react";
import { useObjectUrl } from "../../../shared/ui/useObjectUrl";
import { useSpeechOf, useSpeechPlayer } from "../../../shared/audio/useSpeech";
import { useTask } from "../../../shared/ui/useTask";
import { utf16Index } from "../../../shared/text/codepoints";
import { timedWords } from "../timedWords";
import { SLOW } from "../../../shared/audio/speech";

import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { Pronunciation } from "../Pronunciation";
import { TakeControl } from "../../../shared/audio/TakeControl";
import { RecordingButton } from "../../../shared/audio/RecordingButton";
import { ShadowResult } from "./ShadowResult";
import "./shadow.css";

interface Props {
  message: Pick<Message, "id" | "text">;
  onClose: () => void;
}

/** Sound kept around a sentence when it is played alone, in seconds. */
const AROUND_S = 0.05;
const LONGEST_TAKE_S = 20;

/** The tutor says a sentence, the learner says it again, and both are drawn over each other. */
export function Shadow({ message, onClose }: Props) {
  const [slow, setSlow] = useState(false);
  const [at, setAt] = useState(0);
  const { sentences, failure } = useSentences(message.id, slow ? SLOW : 1);
  const words = sentences[at];
  const text = strings.shadow;
  return (
    <Dialog title={text.title} className="shadow" onClose={onClose}>
      <div className="dialog-scroll" data-testid="shadow-dialog">
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        {!words && !failure && <p className="quiet">{common.loading}</p>}
        {sentences.length > 1 && (
          <div className="shadow-steps">
            <button
              type="button"
              className="button small plain"
              aria-label={text.before}
              disabled={at === 0}
              onClick={() => setAt(at - 1)}
            >
              ‹
            </button>
            <span className="quiet">{text.sentence(at + 1, sentences.length)}</span>
            <button
              type="button"
              className="button small plain"
              data-testid="shadow-next"
              aria-label={text.after}
              disabled={at === sentences.length - 1}
              onClick={() => setAt(at + 1)}
            >
              ›
            </button>
          </div>
        )}
        {words && (
          <Sentence
            key={`${at}:${slow}`}
            messageId={message.id}
            number={at}
            text={textOf(message.text, words)}
            words={words}
            slow={slow}
            onSlow={setSlow}
          />
        )}
      </div>
    </Dialog>
  );
}

interface SentenceProps {
  messageId: string;
  number: number;
  text: string;
  words: HeardWord[];
  slow: boolean;
  onSlow: (slow: boolean) => void;
}

function Sentence({ messageId, number, text, words, slow, onSlow }: SentenceProps) {
  const [result, setResult] = useState<Shadowed | null>(null);
  const [said, setSaid] = useState(() => new Blob());
  const take = useObjectUrl();
  const { failure, busy, attempt } = useTask();
  const player = useSpeechPlayer();
  const name = `shadow:${messageId}:${number}`;
  const { state } = useSpeechOf(name);
  const compare = (blob: Blob): void => {
    take.keep(blob);
    setSaid(blob);
    setResult(null);
    void attempt(async () => setResult(await speechApi.shadow(messageId, number, slow ? SLOW : 1, blob)));
  };
  const recording = useCallback(() => Promise.resolve(said), [said]);
  useEffect(() => () => player.stop(), [player]);
  const hear = (): void => {
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return;
    player.playFile(name, speechUrl(messageId, slow ? SLOW : 1), [Math.max(0, first.from_s - AROUND_S), last.to_s + AROUND_S]);
  };
  return (
    <>
      <p className="tutor-text shadow-text" lang="es">
        {text}
      </p>
      <div className="message-actions">
        <button
          type="button"
          className="button plain"
          data-testid="shadow-hear"
          data-speech-state={state}
          onClick={() => (state === "playing" ? player.stop() : hear())}
        >
          <Icon name={state === "playing" ? "stop" : "play"} />
          {strings.shadow.hear}
        </button>
        <label className="check">
          <input type="checkbox" checked={slow} onChange={(event) => onSlow(event.target.checked)} />
          {strings.shadow.slow}
        </label>
      </div>
      <TakeControl limitSeconds={LONGEST_TAKE_S} onTake={compare} />
      <div role="status">{busy && <p className="quiet">{strings.shadow.comparing}</p>}</div>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {take.url && <RecordingButton id={name} url={take.url} label={strings.shadow.mine} />}
      {result && <ShadowResult result={result} />}
      {result && <Pronunciation eager id={name} text={text} recordingUrl={null} recording={recording} speechUrl={null} />}
    </>
  );
}

/** The sentences of a message's speech as they become known. */
function useSentences(messageId: string, speed: number): { sentences: HeardWord[][]; failure: ErrorBody | null } {
  const [sentences, setSentences] = useState<HeardWord[][]>([]);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const collect = async (): Promise<void> => {
      const found: HeardWord[][] = [];
      for await (const words of timedWords(speechUrl(messageId, 1), speed, stop.signal)) {
        found.push(words);
        setSentences([...found]);
      }
    };
    collect().catch((error: unknown) => {
      if (!isAbort(error)) setFailure(toErrorBody(error));
    });
    return () => stop.abort();
  }, [messageId, speed]);
  return { sentences, failure };
}

/** The written words of a sentence, with the signs around them. */
function textOf(text: string, words: readonly HeardWord[]): string {
  const start = Math.min(...words.map((word) => word.start));
  const end = Math.max(...words.map((word) => word.end));
  return text.slice(utf16Index(text, start), utf16Index(text, end));
}
