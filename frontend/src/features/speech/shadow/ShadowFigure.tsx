import type { PitchPoint, Prosody, Shadowed } from "../api";
import { strings } from "../strings";

/** A second is so wide, and no picture narrower than that; pixels. */
const SECOND = 170;
const NARROWEST = 320;
const LEFT = 8;
const MELODY = { top: 24, height: 132 };
const RHYTHM = { model: 192, take: 244, height: 24 };
const HEIGHT = 276;
/** Half the height of the picture in semitones, if neither voice goes further. */
const SEMITONES = 5;
/** A line goes on over so much without pitch, in seconds: a consonant, but no silence between words. */
const GAP_S = 0.07;

/**
 * Two voices saying one sentence. Above, their pitch, where the learner's line has been moved to the tutor's words. Below,
 * how long each word takes, at its own pace; thin lines join what is the same word.
 */
export function ShadowFigure({ result }: { result: Shadowed }) {
  const { model, take, aligned } = result;
  const text = strings.shadow;
  const seconds = Math.max(lengthOf(model), lengthOf(take));
  const width = Math.max(NARROWEST, LEFT * 2 + SECOND * seconds);
  const most = Math.max(SEMITONES, ...[...model.pitch, ...aligned].map(({ semitones }) => Math.abs(semitones)));
  const x = (at: number): number => LEFT + at * SECOND;
  const y = (semitones: number): number => MELODY.top + (MELODY.height / 2) * (1 - semitones / most);
  return (
    <div className="shadow-figure" role="group" tabIndex={0} aria-label={`${text.melody}, ${text.rhythm}`}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={text.figure}>
        <text className="part" x={LEFT} y={14}>
          {text.melody}
        </text>
        <line className="middle" x1={LEFT} x2={width - LEFT} y1={y(0)} y2={y(0)} />
        {model.words.map(({ start }, at) => (
          <line key={at} className="border" x1={x(start)} x2={x(start)} y1={MELODY.top} y2={RHYTHM.model} />
        ))}
        <path className="model" d={line(model.pitch, x, y)} />
        <path className="take" d={line(aligned, x, y)} />
        <text className="part" x={LEFT} y={RHYTHM.model - 10}>
          {text.rhythm}
        </text>
        {model.words.map(({ start }, at) => (
          <line
            key={at}
            className="border"
            x1={x(start)}
            x2={x(take.words[at]?.start ?? start)}
            y1={RHYTHM.model + RHYTHM.height}
            y2={RHYTHM.take}
          />
        ))}
        <Row said={model} className="model" top={RHYTHM.model} x={x} />
        <Row said={take} className="take" top={RHYTHM.take} x={x} />
      </svg>
    </div>
  );
}

interface RowProps {
  said: Prosody;
  className: string;
  top: number;
  x: (at: number) => number;
}

function Row({ said, className, top, x }: RowProps) {
  return (
    <g className={`row ${className}`}>
      {said.words.map(({ text, start, end }, at) => (
        <g key={at}>
          <rect x={x(start)} y={top} width={Math.max(2, x(end) - x(start) - 1)} height={RHYTHM.height} rx="4" />
          <text x={x(start) + 4} y={top + 16} lang="es">
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

function lengthOf({ words }: Prosody): number {
  return words.at(-1)?.end ?? 0;
}

/** A pitch as a path, broken where there is none. */
function line(points: readonly PitchPoint[], x: (at: number) => number, y: (semitones: number) => number): string {
  return points
    .map(({ at, semitones }, n) => {
      const before = points[n - 1];
      const joined = before !== undefined && at - before.at <= GAP_S;
      return `${joined ? "L" : "M"}${x(at).toFixed(1)} ${y(semitones).toFixed(1)}`;
    })
    .join("");
}
