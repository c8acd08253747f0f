import { inPageLanguage } from "../../shared/errors/inPageLanguage";
import { common } from "../../shared/i18n/common";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { RetryButton } from "../../shared/ui/RetryButton";
import { Waiting } from "../../shared/ui/Waiting";
import type { LevelId } from "../../shared/wire/types";
import { LearnerMessage } from "./LearnerMessage";
import { PartialMessage } from "./PartialMessage";
import { strings } from "./strings";
import type { ThreadMessage } from "./thread";
import { TutorMessage } from "./TutorMessage";
import type { ConversationControls } from "./useConversation";
import type { StickToEnd } from "./useStickToEnd";

interface Props {
  controls: ConversationControls;
  end: StickToEnd;
  level: LevelId;
  firstLanguage: string;
  /** What is being said in a call. */
  partial: string;
  editing: ThreadMessage | null;
  /** The id of the message that was searched for. */
  found: string | null;
  onEdit: (message: ThreadMessage) => void;
}

/** All that was said, the newest at the end. */
export function Messages({ controls, end, level, firstLanguage, partial, editing, found, onEdit }: Props) {
  const { messages, turn } = controls.thread;
  const error = controls.thread.error && inPageLanguage(controls.thread.error);
  const last = messages.findLast((message) => message.sendError === null);
  const lastLearner = messages.findLast((message) => message.role === "learner" && message.sendError === null);
  return (
    <div
      ref={end.ref}
      className="thread"
      role="log"
      aria-live="off"
      aria-label={strings.thread.label}
      tabIndex={0}
      onScroll={end.onScroll}
    >
      <div className="thread-column">
        {!controls.conversation && <p className="quiet">{common.loading}</p>}
        {messages.map((message) =>
          message.role === "learner" ? (
            <LearnerMessage
              key={message.key}
              message={message}
              level={level}
              busy={turn !== null}
              checking={turn?.learnerKey === message.key && turn.whole}
              editing={editing?.id === message.id}
              found={found === message.id}
              onEdit={onEdit}
              onRetry={controls.retrySend}
              onDiscard={controls.discard}
              onDismiss={controls.dismiss}
              onAccept={controls.accept}
            />
          ) : (
            <TutorMessage
              key={message.key}
              message={message}
              streaming={turn?.tutorKey === message.key && !turn.whole}
              queue={turn?.tutorKey === message.key ? turn.queue : null}
              lost={turn?.tutorKey === message.key && turn.lost}
              renewable={turn === null && message === last}
              found={found === message.id}
              firstLanguage={firstLanguage}
              onRegenerate={controls.regenerate}
              onTranslate={controls.translate}
            />
          ),
        )}
        {partial && <PartialMessage text={partial} />}
        {turn && !turn.tutorKey && <Waiting queue={turn.queue} />}
        {error && (
          <ErrorNote message={error.message} action={error.action}>
            {error.retryable && lastLearner?.turn_id && turn === null && (
              <RetryButton
                waitS={error.wait_s ?? 0}
                onRetry={() => controls.regenerate(lastLearner.turn_id ?? "")}
              />
            )}
          </ErrorNote>
        )}
      </div>
    </div>
  );
}
