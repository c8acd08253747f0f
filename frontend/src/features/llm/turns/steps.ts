import { type StepName, STEPS, type TurnTaken } from "./api";

export interface Bar {
  from: number;
  to: number;
}

/** One kind of step of a turn: its bars, and how long they are together. One that has no end reaches to the turn's. */
export interface Row {
  step: StepName;
  bars: Bar[];
  ms: number;
  /** There is no first sound, or not yet. */
  unended: boolean;
}

export interface Share {
  step: StepName;
  ms: number;
}

/** When all of a turn was over, its first sound included. */
export function lengthOf({ took_ms, steps }: TurnTaken): number {
  return Math.max(1, took_ms ?? 0, ...steps.map(({ to_ms }) => to_ms ?? 0));
}

/** When the first sound could be heard; null for a turn that stayed silent. */
export function firstSound({ steps }: TurnTaken): number | null {
  return steps.find(({ step }) => step === "spoke")?.to_ms ?? null;
}

/** The rows of a waterfall, in the order in which they begin. */
export function rowsOf(turn: TurnTaken): Row[] {
  const end = lengthOf(turn);
  return STEPS.map((step) => {
    const found = turn.steps.filter((one) => one.step === step);
    const bars = found.map(({ from_ms, to_ms }) => ({ from: from_ms, to: to_ms ?? end }));
    return {
      step,
      bars,
      ms: bars.reduce((sum, { from, to }) => sum + to - from, 0),
      unended: found.some(({ to_ms }) => to_ms === null),
    };
  })
    .filter(({ bars }) => bars.length > 0)
    .sort((a, b) => (a.bars[0]?.from ?? 0) - (b.bars[0]?.from ?? 0));
}

/**
 * Where the time went, the longest first. Every moment counts for one step: for the one that began last, and for
 * corrections only when nothing else was going on, since nobody waits for them otherwise.
 */
export function sharesOf(turn: TurnTaken): Share[] {
  const ended = turn.steps.flatMap(({ step, from_ms, to_ms }) =>
    to_ms === null ? [] : [{ step, from: from_ms, to: to_ms }],
  );
  const edges = [...new Set(ended.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const shares = new Map<StepName, number>();
  edges.slice(1).forEach((to, index) => {
    const from = edges[index] ?? 0;
    const during = ended.filter((step) => step.from <= from && step.to >= to);
    const waitedFor = during.filter(({ step }) => step !== "corrected");
    const last = (waitedFor.length > 0 ? waitedFor : during).sort((a, b) => b.from - a.from)[0];
    if (last) shares.set(last.step, (shares.get(last.step) ?? 0) + to - from);
  });
  return [...shares].map(([step, ms]) => ({ step, ms })).sort((a, b) => b.ms - a.ms);
}
