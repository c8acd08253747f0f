import { type LevelId, LEVELS } from "../../../shared/wire/types";
import type { Placement } from "../api";
import { percent } from "../../../shared/i18n/format";
import { strings } from "../strings";

const WIDTH = 100;
/** No two dozen questions make anybody surer than this. */
const SUREST = 0.95;

/** How likely each level is: a bar for each, and the number beside it. */
export function Chances({ chances, level }: { chances: Placement["chances"]; level: LevelId }) {
  return (
    <ul className="chances" aria-label={strings.placement.chances} data-testid="chances">
      {LEVELS.map((one) => {
        const chance = chances[one] ?? 0;
        const told = chance > SUREST ? strings.placement.over(percent(SUREST)) : percent(chance);
        return (
          <li key={one} className={one === level ? "likely" : ""} aria-label={strings.placement.chance(one, told)}>
            <span aria-hidden="true">{one}</span>
            <svg viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect className="all" width={WIDTH} height="8" />
              <rect className="chance" width={WIDTH * chance} height="8" />
            </svg>
            <span aria-hidden="true">{told}</span>
          </li>
        );
      })}
    </ul>
  );
}
