import type { PointState } from "../api";

/** A sign for each state, so that nothing hangs on the colour alone. */
export function StateSign({ state }: { state: PointState }) {
  return (
    <svg className="state-sign" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle className="ring" cx="8" cy="8" r="6.2" />
      {state === "known" && <path className="tick" d="M5 8.3l2.1 2.2L11.2 6" />}
      {state === "learning" && <path className="half" d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" />}
      {state === "next" && <circle className="dot" cx="8" cy="8" r="2.4" />}
    </svg>
  );
}
