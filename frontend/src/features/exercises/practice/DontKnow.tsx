import { strings } from "../strings";

/** Always a way out, and worth more to the tutor than a guess. */
export function DontKnow({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className="button plain"
      data-testid="dont-know"
      aria-disabled={busy}
      onClick={() => !busy && onPress()}
    >
      {strings.practice.dontKnow}
    </button>
  );
}
