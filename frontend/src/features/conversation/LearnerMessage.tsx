import "../../shared/ui/actions.css";
import { conversationApi } from "./api";
import { speechUrl } from "../speech/api";
import type { Correction, LevelId } from "../../shared/wire/types";
import { useCallback } from "react";
import type { ThreadMessage } from "./thread";
import { strings } from "./strings";
import { messageAnchor } from "./useFoundMessage";
import { CorrectedText } from "../corrections/CorrectedText";
import { mannerOf } from "../corrections/segments";
import { noticeInPageLanguage } from "../../shared/errors/inPageLanguage";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { Pronunciation } from "../speech/Pronunciation";
import { RecordingButton } from "../../shared/audio/RecordingButton";
import { RetryButton } from "../../shared/ui/RetryButton";

interface Props {
  message: ThreadMessage;
  level: LevelId;
  /** The turn this belongs to is under way. */
  busy: boolean;
  /** The reply is there, and this is still looked over. */
  checking: boolean;
  editing: boolean;
  /** The learner has searched for it. */
  found: boolean;
  onEdit: (message: ThreadMessage) => void;
  onRetry: (key: string) => void;
  onDiscard: (key: string) => void;
  onDismiss: (messageId: string, correction: Correction) => void;
  onAccept: (messageId: string, correction: Correction) => void;
}

/** What the learner said, with its corrections. */
export function LearnerMessage({ message, level, busy, checking, editing, found, onEdit, onRetry, onDiscard, onDismiss, onAccept }: Props) {
  const { text, state, sendError, recording_url } = message;
  const recording = useCallback(() => conversationApi.recording(message.id), [message.id]);
  const corrections = message.corrections.filter(({ dismissed }) => !dismissed);
  const asked = corrections.filter((correction) => mannerOf(correction) !== "struck").length;
  const waiting = state === "pending" && text === "";
  // The recogniser may have mended what was said: of a spoken message nobody can say that it had no mistakes.
  const typed = recording_url === null && message.transcript === null;
  const checked =
    typed && state === "complete" && text !== "" && message.corrections.length === 0 && message.corrected_text !== null;
  return (
    <article
      className={`message learner${editing ? " editing" : ""}${sendError ? " unsent" : ""}${found ? " found-message" : ""}`}
      data-testid="message-learner"
      data-state={state}
      id={messageAnchor(message.id)}
      tabIndex={found ? -1 : undefined}
      aria-label={found ? `${strings.thread.you}, ${strings.thread.found}` : strings.thread.you}
    >
      <div className="bubble">
        {waiting && <p className="quiet listening">{strings.thread.listening}</p>}
        {!waiting && text === "" && !sendError && <p className="quiet">{strings.thread.notHeard}</p>}
        {text !== "" && (
          <CorrectedText
            text={text}
            corrections={message.corrections}
            words={message.transcript?.words ?? []}
            messageId={message.id}
            recordingUrl={recording_url}
            level={level}
            onDismiss={(correction) => onDismiss(message.id, correction)}
            onAccept={(correction) => onAccept(message.id, correction)}
          />
        )}
        {sendError && text === "" && recording_url && <RecordingButton id={message.key} url={recording_url} label={strings.thread.ownRecording} />}
      </div>
      {message.notices.map((notice) => (
        <p key={notice.code} className="note" data-testid={`notice-${notice.code}`}>
          {noticeInPageLanguage(notice)}
        </p>
      ))}
      {sendError ? (
        <ErrorNote message={`${strings.thread.notSent} ${sendError.message}`} action={sendError.action}>
          <RetryButton waitS={sendError.wait_s ?? 0} onRetry={() => onRetry(message.key)} />
          <button type="button" className="button small plain" onClick={() => onDiscard(message.key)}>
            {strings.thread.discard}
          </button>
        </ErrorNote>
      ) : (
        <div className="message-actions">
          {checking && (
            <span className="quiet" data-testid="checking">
              {strings.thread.checking}
            </span>
          )}
          {corrections.length > 0 && (
            <span className="quiet">{strings.thread.correctionsHint(corrections.length - asked, asked)}</span>
          )}
          {checked && (
            <span className="quiet fine">
              <Icon name="check" />
              {strings.thread.noMistakes}
            </span>
          )}
          {recording_url && <RecordingButton id={message.key} url={recording_url} label={strings.thread.ownRecording} />}
          {!busy && recording_url && message.transcript && (
            <Pronunciation
              id={message.id}
              text={text}
              recordingUrl={recording_url}
              recording={recording}
              speechUrl={speechUrl(message.id, 1)}
            />
          )}
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
