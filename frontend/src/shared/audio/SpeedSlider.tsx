import { useId } from "react";
import { percent } from "../i18n/format";
import { strings } from "./strings";

export const SLOWEST = 0.6;
export const FASTEST = 1.2;
const STEP = 0.05;

/** How fast a voice speaks, as a part of its usual speed. */
export function SpeedSlider({ speed, onSpeed }: { speed: number; onSpeed: (speed: number) => void }) {
  const id = useId();
  return (
    <p className="speed">
      <label htmlFor={id}>{strings.playback.speed}</label>
      <input
        id={id}
        type="range"
        data-testid="speed"
        min={SLOWEST}
        max={FASTEST}
        step={STEP}
        value={speed}
        aria-valuetext={percent(speed)}
        // Two decimals: 0.6 + 0.05 + 0.05 is not 0.7 to a computer.
        onChange={(event) => onSpeed(Math.round(event.target.valueAsNumber * 100) / 100)}
      />
      <output htmlFor={id}>{percent(speed)}</output>
    </p>
  );
}
