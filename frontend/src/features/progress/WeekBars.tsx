import { decimal } from "../../shared/i18n/plural";
import { strings } from "./strings";

interface Props {
  /** One a week; null where there was nothing to count. */
  rates: (number | null)[];
  /** The top of the scale, the same for all charts of a page. */
  most: number;
  days: string[];
  /** What one week says in words. */
  label: (rate: number) => string;
}

const WIDTH = 240;
const HEIGHT = 72;
const BASE = 58;
const GAP = 4;

/** A bar a week. What it says is in the table too, so it is left to the eyes. */
export function WeekBars({ rates, most, days, label }: Props) {
  const step = WIDTH / Math.max(1, rates.length);
  return (
    <svg className="week-bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <line className="scale" x1="0" x2={WIDTH} y1="10" y2="10" />
      <text className="scale-text" x={WIDTH} y="7" textAnchor="end">
        {decimal(most)}
      </text>
      <line className="base" x1="0" x2={WIDTH} y1={BASE} y2={BASE} />
      {rates.map((rate, week) => {
        const height = ((BASE - 10) * (rate ?? 0)) / most;
        return (
          <g key={days[week] ?? week}>
            <title>
              {days[week]}: {rate === null ? strings.progress.quietWeek : label(rate)}
            </title>
            <rect className="week" x={week * step} y="0" width={step} height={BASE} />
            {rate !== null && rate > 0 && (
              <rect
                className="bar"
                x={week * step + GAP / 2}
                y={BASE - height}
                width={step - GAP}
                height={height}
                rx="2"
              />
            )}
            {rate === 0 && <circle className="zero" cx={(week + 0.5) * step} cy={BASE - 3} r="2" />}
          </g>
        );
      })}
      <text className="scale-text" x="0" y={HEIGHT - 2}>
        {days[0]}
      </text>
      <text className="scale-text" x={WIDTH} y={HEIGHT - 2} textAnchor="end">
        {days.at(-1)}
      </text>
    </svg>
  );
}
