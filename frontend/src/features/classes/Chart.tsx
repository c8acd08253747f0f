import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { shortDay } from "../../shared/i18n/format";
import { decimal } from "../../shared/i18n/plural";

export interface Line {
  label: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  /** Mondays, oldest first. */
  weeks: string[];
  lines: Line[];
}

const HEIGHT = 190;
/** The width of a day with room around it. */
const LABEL_PX = 64;
// Told apart by brightness too; each also has its name in the legend and its figures in the table.
const COLOURS = ["#b3401f", "#1f6f8b", "#5b8a2f", "#8a4fa3", "#b8860b", "#56606b"];

/** Lines over weeks. What they say is in a table beside, so they are left to the eyes. */
export function Chart({ title, weeks, lines }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element || weeks.length === 0) return;
    const ink = getComputedStyle(element).color;
    const grid = { stroke: "rgb(128 128 128 / 0.25)", width: 1 };
    const at = weeks.map((_, n) => n);
    const plot = new uPlot(
      {
        width: element.clientWidth || 300,
        height: HEIGHT,
        scales: { x: { time: false, range: () => [-0.3, weeks.length - 0.7] }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
        axes: [
          {
            stroke: ink,
            grid,
            splits: () => at,
            // The last week is named whatever room there is, and as many before it as do not touch.
            values: ({ width }, splits) => {
              const every = Math.ceil((weeks.length * LABEL_PX) / Math.max(1, width));
              return splits.map((n) => ((weeks.length - 1 - n) % every === 0 ? shortDay(weeks[n] ?? "") : ""));
            },
          },
          { stroke: ink, grid, size: 44 },
        ],
        series: [
          { value: (_, n: number | null) => (n === null ? "" : shortDay(weeks[n] ?? "")) },
          ...lines.map(({ label }, n) => ({
            label,
            stroke: COLOURS[n % COLOURS.length] ?? ink,
            width: 2,
            points: { show: true, size: 6 },
            value: (_: uPlot, value: number | null) => (value === null ? "–" : decimal(value)),
          })),
        ],
        legend: { show: lines.length > 1 },
        cursor: { drag: { x: false, y: false } },
      },
      [at, ...lines.map(({ values }) => values)],
      element,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [weeks, lines]);
  return (
    <figure className="class-chart">
      <figcaption>{title}</figcaption>
      <div ref={box} aria-hidden="true" data-testid="chart" />
    </figure>
  );
}
