import { describe, expect, it } from "vitest";
import { wordAt } from "./timedWords";

const WORDS = [
  { text: "Hola,", start: 0, end: 5, from_s: 0.1, to_s: 0.5 },
  { text: "Ana.", start: 6, end: 10, from_s: 0.8, to_s: 1.2 },
];

describe("wordAt", () => {
  it("lights a word from its start until the next one, and the last until its end", () => {
    const lit = [0, 0.1, 0.49, 0.7, 0.8, 1.1, 1.2, 9].map((at) => wordAt(WORDS, at)?.text ?? null);
    expect(lit).toEqual([null, "Hola,", "Hola,", "Hola,", "Ana.", "Ana.", null, null]);
  });

  it("lights nothing before the times are known", () => {
    expect(wordAt([], 1)).toBeNull();
  });
});
