import { correction as sample } from "../../shared/wire/samples";
import type { Correction, Word } from "../../shared/wire/types";
import { describe, expect, it } from "vitest";
import { mannerOf, placeCorrections, rebaseSpans, segmentText, shownAtOnce } from "./segments";

function correction(start: number, end: number, original: string, replacement: string): Correction {
  return sample({ start, end, original, replacement });
}

function word(text: string, probability: number): Word {
  return { text, probability, start: 0, end: 0 };
}

describe("placeCorrections", () => {
  it("counts code points before an emoji as one", () => {
    const spans = placeCorrections("🐦 la problema", [correction(2, 4, "la", "el")]);
    expect(spans.map(({ start, end }) => [start, end])).toEqual([[3, 5]]);
  });

  it("drops what overlaps, lies outside or does not match the text", () => {
    const text = "la problema grande";
    const good = correction(0, 2, "la", "el");
    const spans = placeCorrections(text, [
      correction(3, 11, "problema", "problemas"),
      correction(0, 11, "la problema", "el problema"),
      good,
      correction(12, 90, "grande y más", ""),
      correction(3, 11, "problemo", "problema"),
    ]);
    expect(spans.map((span) => span.correction.replacement)).toEqual(["el", "problemas"]);
    expect(spans[0]?.correction).toBe(good);
  });

  it("keeps a missing word, which has no length", () => {
    const spans = placeCorrections("voy casa", [correction(4, 4, "", "a ")]);
    expect(spans.map(({ start, end }) => [start, end])).toEqual([[4, 4]]);
  });
});

describe("segmentText", () => {
  it("gives back the whole text, cut", () => {
    const text = "yo soy cansado y 🐦 feliz";
    const spans = placeCorrections(text, [correction(3, 6, "soy", "estoy")]);
    const segments = segmentText(text, spans, [word(" feliz", 0.2), word(" yo", 0.9)]);
    expect(segments.map((segment) => segment.text).join("")).toBe(text);
    expect(segments.map((segment) => segment.kind)).toEqual(["plain", "correction", "plain", "unsure"]);
  });

  it("marks the repeated word that was unclear, not its twin", () => {
    const segments = segmentText("no no no", [], [word("no", 0.9), word(" no", 0.3), word(" no", 0.9)]);
    expect(segments.map(({ kind, text }) => [kind, text])).toEqual([
      ["plain", "no "],
      ["unsure", "no"],
      ["plain", " no"],
    ]);
  });
});

describe("rebaseSpans", () => {
  const before = "la problema es la agua";
  const spans = placeCorrections(before, [correction(0, 2, "la", "el"), correction(15, 17, "la", "el")]);
  const rebased = (after: string): string[] =>
    rebaseSpans(spans, before, after).map(({ start, end }) => `${start}:${after.slice(start, end)}`);

  it("moves what comes after an edit", () => {
    expect(rebased("la gran problema es la agua")).toEqual(["0:la", "20:la"]);
    expect(rebased("la es la agua")).toEqual(["0:la", "6:la"]);
  });

  it("drops what the edit touches", () => {
    expect(rebased("lx problema es la agua")).toEqual(["15:la"]);
    expect(rebased("")).toEqual([]);
  });

  it("drops a word that grows at its edge", () => {
    expect(rebased("las problema es la agua")).toEqual(["16:la"]);
    expect(rebased("ala problema es la agua")).toEqual(["16:la"]);
  });

  it("keeps what lies before text that is added at the end", () => {
    expect(rebased(`${before} fría`)).toEqual(["0:la", "15:la"]);
  });
});

describe("shownAtOnce", () => {
  const ranked = [3, 0, 2, 1].map((rank, at) => ({
    start: at,
    end: at + 1,
    correction: { ...correction(at, at + 1, "x", "y"), rank },
  }));

  it("leaves a beginner the two that matter most, in the order of the text", () => {
    expect(shownAtOnce(ranked, "A1").map((span) => span.correction.rank)).toEqual([0, 1]);
  });

  it("shows everybody else all of them", () => {
    expect(shownAtOnce(ranked, "A2")).toEqual(ranked);
  });

  it("leaves the first two where a server ranks nothing", () => {
    const plain = ranked.map(({ start, end }) => ({ start, end, correction: correction(start, end, "x", "y") }));
    expect(shownAtOnce(plain, "A1").map(({ start }) => start)).toEqual([0, 1]);
  });
});

describe("what the level has not met", () => {
  it("waits behind more", () => {
    const met = { start: 0, end: 1, correction: correction(0, 1, "x", "y") };
    const later = { start: 2, end: 3, correction: { ...correction(2, 3, "x", "y"), secondary: true } };
    expect(shownAtOnce([met, later], "B1")).toEqual([met]);
    expect(shownAtOnce([later], "A1")).toEqual([]);
  });
});

describe("mannerOf", () => {
  it.each([
    [{}, "struck"],
    [{ certainty: "likely" }, "meant?"],
    [{ evidence: "weak", certainty: "likely" }, "heard?"],
  ] as const)("of %o is %s", (part, manner) => {
    expect(mannerOf(sample(part))).toBe(manner);
  });
});

describe("a dismissed correction", () => {
  it("is not placed, and makes room for one that it hid", () => {
    const spans = placeCorrections("la problema", [
      { ...correction(0, 11, "la problema", "un problema"), dismissed: true },
      correction(0, 2, "la", "el"),
    ]);
    expect(spans.map((span) => span.correction.replacement)).toEqual(["el"]);
  });
});
