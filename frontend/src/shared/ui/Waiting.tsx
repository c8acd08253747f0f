import "./waiting.css";
import type { QueuePlace } from "../wire/queue";
import { common } from "../i18n/common";

/** Stands where the reply will be: moving dots, or how many are before this learner. */
export function Waiting({ queue }: { queue: QueuePlace | null }) {
  if (queue) {
    return (
      <p className="quiet queue" role="status" data-testid="queue">
        {common.queue(queue.position, queue.waitS)}
      </p>
    );
  }
  return (
    <p className="thinking" role="img" aria-label={common.thinking}>
      <span />
      <span />
      <span />
    </p>
  );
}
