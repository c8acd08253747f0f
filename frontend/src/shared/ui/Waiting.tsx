import type { QueuePlace } from "../../features/conversation/thread";
import { strings } from "../i18n/strings";

/** Stands where the reply will be: moving dots, or how many are before this learner. */
export function Waiting({ queue }: { queue: QueuePlace | null }) {
  if (queue) {
    return (
      <p className="quiet queue" role="status" data-testid="queue">
        {strings.thread.queue(queue.position, queue.waitS)}
      </p>
    );
  }
  return (
    <p className="thinking" role="img" aria-label={strings.thread.thinking}>
      <span />
      <span />
      <span />
    </p>
  );
}
