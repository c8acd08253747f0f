import { useEffect, useRef } from "react";
import type { Scene } from "./api";
import { countReached } from "./scenes";
import { strings } from "./strings";

interface Props {
  scene: Scene;
  onShow: () => void;
  onGoOn: () => void;
}

/** Stands where one would answer, when there is nothing left to say: what was reached, and what now. */
export function Ending({ scene: { goals, closed }, onShow, onGoOn }: Props) {
  const show = useRef<HTMLButtonElement>(null);
  const text = strings.ending;
  useEffect(() => {
    if (!closed) show.current?.focus({ preventScroll: true });
  }, [closed]);
  return (
    <footer className="dock ending-dock" data-testid="ending">
      <p role="status">
        <strong>{closed ? text.closed : text.over}</strong>{" "}
        {goals.length > 0 && text.reached(countReached(goals), goals.length)}
      </p>
      <div className="button-row">
        <button ref={show} type="button" className="button" data-testid="show-debrief" onClick={onShow}>
          {text.show}
        </button>
        <button type="button" className="button plain" data-testid="go-on" onClick={onGoOn}>
          {text.goOn}
        </button>
      </div>
    </footer>
  );
}
