import type { Rating } from "../../cards/api";
import { useLayoutEffect, useRef } from "react";
import { useKeys } from "../../../shared/ui/useKeys";
import { strings } from "../strings";

interface Props {
  possible: readonly Rating[];
  suggested: Rating;
  busy: boolean;
  onRate: (rating: Rating) => void;
}

/** How well a card was known: the keys 1 to 4, or Enter for what fits best. */
export function Ratings({ possible, suggested, busy, onRate }: Props) {
  const likely = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => likely.current?.focus({ preventScroll: true }), [suggested]);
  useKeys((key) => {
    const rating = possible.find((one) => String(one) === key);
    if (rating && !busy) onRate(rating);
  });
  return (
    <div className="ratings" role="group" aria-label={strings.practice.rate} data-testid="ratings">
      {possible.map((rating) => (
        <button
          key={rating}
          ref={rating === suggested ? likely : null}
          type="button"
          className={`button ${rating === suggested ? "" : "plain"}`}
          data-testid={`rate-${rating}`}
          aria-disabled={busy}
          onClick={() => !busy && onRate(rating)}
        >
          <kbd aria-hidden="true">{rating}</kbd>
          {strings.practice.ratings[rating]}
        </button>
      ))}
    </div>
  );
}
