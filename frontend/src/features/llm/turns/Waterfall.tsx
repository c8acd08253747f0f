import type { TurnTaken } from "./api";
import { milliseconds } from "../../../shared/i18n/format";
import { strings } from "../strings";
import { lengthOf, rowsOf, type Row } from "./steps";

/** The steps of a turn, each beside its bar. It is a table, so that who sees no bars is told the same. */
export function Waterfall({ turn }: { turn: TurnTaken }) {
  const text = strings.turns;
  const end = lengthOf(turn);
  const rows = rowsOf(turn);
  if (rows.length === 0) return <p className="quiet">{text.unmeasured}</p>;
  return (
    <table className="waterfall">
      <caption className="visually-hidden">{text.table}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.step} className={`step-${row.step}`} data-testid={`step-${row.step}`}>
            <th scope="row" title={text.meanings[row.step]}>
              {text.steps[row.step]}
            </th>
            <td className="bars" aria-hidden="true">
              <Bars row={row} end={end} />
            </td>
            <td className="took">
              <span className="visually-hidden">{text.from(milliseconds(row.bars[0]?.from ?? 0))} </span>
              {row.unended ? text.unended : milliseconds(row.ms)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** So wide at least, in hundredths, that a short step can be seen. */
const LEAST = 0.6;

function Bars({ row, end }: { row: Row; end: number }) {
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
      <line className="track" x1="0" x2="100" y1="5" y2="5" />
      {row.bars.map(({ from, to }) => {
        const width = Math.max(LEAST, (100 * (to - from)) / end);
        const x = Math.min(100 - width, (100 * from) / end);
        return <rect key={from} className={row.unended ? "bar unended" : "bar"} x={x} y="1" width={width} height="8" />;
      })}
    </svg>
  );
}
