import { useLayoutEffect, useRef } from "react";
import { strings } from "../strings";

/** On to the next exercise: Enter is enough. */
export function Next({ onNext }: { onNext: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <button ref={button} type="button" className="button" data-testid="next" onClick={onNext}>
      {strings.practice.next}
    </button>
  );
}
