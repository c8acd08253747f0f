import "./corrections.css";
import { RecordingButton } from "../../shared/audio/RecordingButton";
import type { Word } from "../../shared/wire/types";
import { unsureWords } from "./segments";
import { strings } from "./strings";

/** More than these are told as a number: a recording heard badly as a whole would fill the screen. */
const MOST = 4;
/** Sound before and after a word, in seconds: a word alone is hard to make out. */
const AROUND_S = 0.2;

interface Props {
  words: readonly Word[];
  messageId: string;
  recordingUrl: string | null;
}

/** The words that may have been misheard, in words for those who do not see the dots below them; each can be heard. */
export function Misheard({ words, messageId, recordingUrl }: Props) {
  const unsure = unsureWords(words);
  if (unsure.length === 0) return null;
  return (
    <p className="misheard quiet" data-testid="misheard">
      {strings.correction.unsure}:{" "}
      {unsure.slice(0, MOST).map(({ text, start, end }) =>
        recordingUrl ? (
          <RecordingButton
            key={start}
            id={`${messageId}:word:${start}`}
            url={recordingUrl}
            label={`“${text.trim()}”`}
            slice={[Math.max(0, start - AROUND_S), end + AROUND_S]}
          />
        ) : (
          <span key={start} lang="es">
            “{text.trim()}”{" "}
          </span>
        ),
      )}
      {unsure.length > MOST && strings.correction.unsureMore(unsure.length - MOST)}
    </p>
  );
}
