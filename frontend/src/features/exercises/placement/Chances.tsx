import { type LevelId, LEVELS } from "../../../shared/wire/types";
import type { Placement } from "../api";
import { percent as inPercent } from "../../../shared/i18n/format";
import { strings } from "../strings";

const WIDTH = 100;

/** How likely each level is: a bar for each, and the number beside it. */
export function Chances({ chances, level }: { chances: Placement["chances"]; level: LevelId }) {
  return (
    <ul className="chances" aria-label={strings.placement.chances} data-testid="chances">
      {LEVELS.map((one) => {
        const chance = chances[one] ?? 0;
        const percent = Math.round(100 * chance);
        return (
          <li key={one} className={one === level ? "likely" : ""} aria-label={strings.placement.chance(one, percent)}>
            <span aria-hidden="true">{one}</span>
            <svg viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect className="all" width={WIDTH} height="8" />
              <rect className="chance" width={WIDTH * chance} height="8" />
            </svg>
            <span aria-hidden="true">{inPercent(chance)}</span>
          </li>
        );
      })}
    </ul>
  );
}
