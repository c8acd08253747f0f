import { useSpeechOf, useSpeechPlayer } from "../hooks/useSpeech";
import type { ThreadMessage } from "../state/thread";
import { strings } from "../strings";
import { CorrectedText } from "./CorrectedText";
import { ErrorNote } from "./ErrorNote";
import { Icon } from "./Icon";

interface Props {
  message: ThreadMessage;
  /** The turn this belongs to is under way. */
  busy: boolean;
  editing: boolean;
  onEdit: (message: ThreadMessage) => void;
  onRetry: (key: string) => void;
  onDiscard: (key: string) => void;
  onDismiss: (messageId: string, start: number, end: number) => void;
}

/** What the learner said, with its corrections. */
export function LearnerMessage({ message, busy, editing, onEdit, onRetry, onDiscard, onDismiss }: Props) {
  const { text, state, corrections, sendError, recording_url } = message;
  const waiting = state === "pending" && text === "";
  // The recogniser may have mended what was said: of a spoken message nobody can say that it had no mistakes.
  const typed = recording_url === null && message.transcript === null;
  const checked =
    typed && state === "complete" && text !== "" && corrections.length === 0 && message.corrected_text !== null;
  return (
    <article
      className={`message learner${editing ? " editing" : ""}${sendError ? " unsent" : ""}`}
      data-testid="message-learner"
      data-state={state}
      aria-label={strings.thread.you}
    >
      <div className="bubble">
        {waiting && <p className="quiet listening">{strings.thread.listening}</p>}
        {!waiting && text === "" && !sendError && <p className="quiet">{strings.thread.notHeard}</p>}
        {text !== "" && (
          <CorrectedText
            text={text}
            corrections={corrections}
            words={message.transcript?.words ?? []}
            onDismiss={(start, end) => onDismiss(message.id, start, end)}
          />
        )}
        {sendError && text === "" && recording_url && <RecordingButton id={message.key} url={recording_url} />}
      </div>
      {sendError ? (
        <ErrorNote message={`${strings.thread.notSent} ${sendError.message}`} action={sendError.action}>
          <button type="button" className="button small" onClick={() => onRetry(message.key)}>
            {strings.retry}
          </button>
          <button type="button" className="button small plain" onClick={() => onDiscard(message.key)}>
            {strings.thread.discard}
          </button>
        </ErrorNote>
      ) : (
        <div className="message-actions">
          {corrections.length > 0 && (
            <span className="quiet">{strings.thread.correctionsHint(corrections.length)}</span>
          )}
          {checked && (
            <span className="quiet fine">
              <Icon name="check" />
              {strings.thread.noMistakes}
            </span>
          )}
          {recording_url && <RecordingButton id={message.key} url={recording_url} />}
          {!busy && (
            <button type="button" className="text-button" data-testid="edit" onClick={() => onEdit(message)}>
              <Icon name="edit" />
              {strings.thread.edit}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

function RecordingButton({ id, url }: { id: string; url: string }) {
  const player = useSpeechPlayer();
  const name = `recording:${id}`;
  const playing = useSpeechOf(name).state === "playing";
  return (
    <button
      type="button"
      className="text-button"
      onClick={() => (playing ? player.stop() : player.playFile(name, url))}
    >
      <Icon name={playing ? "stop" : "play"} />
      {playing ? strings.thread.stopRecording : strings.thread.ownRecording}
    </button>
  );
}
