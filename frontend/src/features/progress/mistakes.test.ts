import { describe, expect, it } from "vitest";
import { readProgress, toCsv } from "./mistakes";

const weeks = ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26"];

describe("progress", () => {
  it("counts per hundred words, leaves silent weeks open, and puts the most frequent first", () => {
    const read = readProgress({
      weeks,
      messages: [], words: [100, 0, 200, 50],
      categories: [
        { category: "article", counts: [1, 0, 0, 1] },
        { category: "ser/estar", counts: [4, 0, 2, 0] },
        { category: "mood", counts: [0, 0, 0, 0] },
      ],
    });
    expect(read).toEqual([
      { category: "ser/estar", total: 6, rates: [4, null, 1, 0], trend: "fewer" },
      { category: "article", total: 2, rates: [1, null, 0, 2], trend: "fewer" },
    ]);
  });

  it("says nothing of a trend from a handful of words", () => {
    const [only] = readProgress({ weeks, messages: [], words: [90, 0, 200, 50], categories: [{ category: "x", counts: [1, 0, 3, 3] }] });
    expect(only?.trend).toBeNull();
  });

  it("writes a table that a spreadsheet reads", () => {
    const csv = toCsv({ weeks: weeks.slice(0, 1), messages: [], words: [3], categories: [{ category: 'a "b", c', counts: [2] }] });
    expect(csv).toBe('week,words,"a ""b"", c"\r\n2026-10-05,3,2\r\n');
  });
});
