import { useCountdown } from "./useCountdown";
import { common } from "../i18n/common";

interface Props {
  /** How long the server asked to be left alone, in seconds. */
  waitS: number;
  onRetry: () => void;
}

/** Tries again; when the server asked for a pause it says how long, and waits for it. */
export function RetryButton({ waitS, onRetry }: Props) {
  const left = useCountdown(waitS);
  return (
    <button type="button" className="button small" disabled={left > 0} onClick={onRetry}>
      {left > 0 ? common.retryIn(left) : common.retry}
    </button>
  );
}
