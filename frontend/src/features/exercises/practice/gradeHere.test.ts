import { describe, expect, it } from "vitest";
import type { Item, ItemKind } from "../api";
import { gradeHere } from "./gradeHere";

const item = (kind: ItemKind): Item => ({
  id: "i", kind, point: "p", level: "A1", prompt: "", english: "", hint: "", options: [], tense: null, speech_url: null,
});
const key = { answers: ["está"], sentence: "María está en casa.", explanation: "Where: estar." };
const verdict = (kind: ItemKind, answer: string | null): string => gradeHere(item(kind), key, answer).verdict;

describe("grading without the tutor", () => {
  it("knows what is written on the key, also as the whole sentence", () => {
    expect(["está", " ESTÁ. ", "maría está en casa", "esta\u0301"].map((said) => verdict("cloze", said))).toEqual(Array(4).fill("right"));
  });

  it("says almost where only a mark is missing", () => {
    expect(verdict("cloze", "esta")).toBe("almost");
    expect(verdict("dictation", "Maria esta en casa")).toBe("almost");
  });

  it("calls wrong only what cannot be right", () => {
    expect(verdict("choice", "es")).toBe("wrong");
    expect(verdict("choice", "esta")).toBe("wrong");
    expect(verdict("cloze", "se encuentra")).toBe("unforeseen");
    expect(verdict("translate", "En casa está María")).toBe("unforeseen");
    expect(verdict("cloze", "🙂")).toBe("unforeseen");
    expect(gradeHere(item("choice"), key, "es").feedback).toBe("Where: estar.");
  });

  it("lets a subject stand before a form, and explains what was not known", () => {
    expect(verdict("conjugation", "ella está")).toBe("right");
    expect(verdict("conjugation", "ella es")).toBe("unforeseen");
    expect(gradeHere(item("cloze"), key, null)).toMatchObject({ verdict: "wrong", feedback: "Where: estar.", expected: "está" });
  });
});
