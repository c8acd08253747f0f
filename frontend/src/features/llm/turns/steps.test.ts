import type { Step, TurnTaken } from "./api";
import { describe, expect, it } from "vitest";
import { firstSound, lengthOf, rowsOf, sharesOf } from "./steps";

function turn(took_ms: number | null, steps: [Step["step"], number, number | null][]): TurnTaken {
  return {
    id: "t",
    conversation_id: "c",
    title: "",
    created_at: "",
    state: "done",
    said: "",
    spoken: true,
    model: null,
    engine: null,
    usage: null,
    took_ms,
    steps: steps.map(([step, from_ms, to_ms]) => ({ step, from_ms, to_ms })),
  };
}

const SPOKEN = turn(5000, [
  ["prepared", 0, 20],
  ["heard", 20, 1020],
  ["waited", 100, 400],
  ["corrected", 1020, 1100],
  ["thought", 1030, 3000],
  ["corrected", 3000, 4800],
  ["wrote", 3000, 4000],
  ["spoke", 4000, 5600],
]);

describe("a waterfall", () => {
  it("has a row for each kind of step, in the order in which they begin", () => {
    const rows = rowsOf(SPOKEN);
    expect(rows.map(({ step }) => step)).toEqual(["prepared", "heard", "waited", "corrected", "thought", "wrote", "spoke"]);
    expect(rows[3]).toEqual({
      step: "corrected",
      bars: [
        { from: 1020, to: 1100 },
        { from: 3000, to: 4800 },
      ],
      ms: 1880,
      unended: false,
    });
  });

  it("goes on to the first sound, which may come after the end", () => {
    expect(lengthOf(SPOKEN)).toBe(5600);
    expect(firstSound(SPOKEN)).toBe(5600);
  });

  it("counts every moment for one step, and corrections only where nothing else was waited for", () => {
    expect(sharesOf(SPOKEN)).toEqual([
      { step: "thought", ms: 1970 },
      { step: "spoke", ms: 1600 },
      { step: "wrote", ms: 1000 },
      { step: "heard", ms: 700 },
      { step: "waited", ms: 300 },
      { step: "prepared", ms: 20 },
      { step: "corrected", ms: 10 },
    ]);
    const slow = turn(900, [
      ["wrote", 0, 100],
      ["corrected", 0, 900],
    ]);
    expect(sharesOf(slow)[0]).toEqual({ step: "corrected", ms: 800 });
  });

  it("shows a voice that was stopped up to the end, and counts it nowhere", () => {
    const stopped = turn(300, [
      ["wrote", 0, 200],
      ["spoke", 200, null],
    ]);
    expect(rowsOf(stopped)[1]).toEqual({ step: "spoke", bars: [{ from: 200, to: 300 }], ms: 100, unended: true });
    expect(firstSound(stopped)).toBeNull();
    expect(sharesOf(stopped)).toEqual([{ step: "wrote", ms: 200 }]);
  });

  it("stays empty for turns of before they were measured", () => {
    expect(rowsOf(turn(null, []))).toEqual([]);
    expect(sharesOf(turn(null, []))).toEqual([]);
    expect(lengthOf(turn(null, []))).toBe(1);
  });
});
