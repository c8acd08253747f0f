import type { Card } from "../../cards/api";
import type { Grade, Item, ItemKind, Verdict } from "../api";
import { describe, expect, it } from "vitest";
import { accentRuns } from "./accents";
import {
  EMPTY_PRACTICE,
  isRatable,
  practiceReducer,
  suggestedRating,
  summarise,
  type Practice,
  type PracticeAction,
} from "./session";

const item = (id: string, kind: ItemKind = "cloze", point = "articles"): Item => ({
  id,
  kind,
  point,
  level: "A1",
  prompt: "___ casa",
  english: "",
  hint: "",
  options: [],
  tense: null,
  speech_url: null,
});
const card = (id: string, about: Item | null = null): Card => ({
  id,
  kind: about ? "item" : "word",
  front: "casa",
  back: "house",
  sentence: "",
  rule: "",
  category: "",
  form: "",
  standing: "review",
  leech: false,
  lapses: 0,
  version: 1,
  message_id: null,
  due: "2026-01-01T00:00:00Z",
  reviews: 1,
  created_at: "2026-01-01T00:00:00Z",
  retired_at: null,
  item: about,
  right: null,
});
const graded = (item_id: string, verdict: Verdict): PracticeAction => {
  const grade: Grade = {
    item_id,
    verdict,
    counted: true,
    right: verdict === "right" || verdict === "almost",
    feedback: "Why.",
    expected: "la",
    sentence: "La casa",
    judged_by: "rules",
    transcript: null,
    card_id: null,
  };
  return { type: "graded", grade, answer: "el", judged: false };
};
const after = (...actions: PracticeAction[]): Practice => actions.reduce(practiceReducer, EMPTY_PRACTICE);
const front = ({ tasks }: Practice): string | undefined =>
  tasks[0]?.kind === "card" ? tasks[0].card.id : tasks[0]?.item.id;

describe("a session", () => {
  it("asks for more when nothing is left, and only then", () => {
    expect(EMPTY_PRACTICE.phase.name).toBe("empty");
    const begun = after({ type: "cards", cards: [card("a"), card("b")] });
    expect(begun.phase.name).toBe("asking");
    expect(front(begun)).toBe("a");
    const rate: PracticeAction = { type: "rated", rating: 3, timeUp: false };
    const done = [{ type: "show" } as const, rate, { type: "show" } as const, rate].reduce(practiceReducer, begun);
    expect(done).toMatchObject({ tasks: [], phase: { name: "empty" } });
    expect(done.results.map(({ cardId }) => cardId)).toEqual(["a", "b"]);
  });

  it("takes no rating before the card has been turned or the answer graded", () => {
    const begun = after({ type: "cards", cards: [card("a"), card("b", item("i"))] });
    const rate: PracticeAction = { type: "rated", rating: 4, timeUp: false };
    expect(practiceReducer(begun, rate)).toBe(begun);
    const second = [{ type: "show" } as const, rate].reduce(practiceReducer, begun);
    expect(front(second)).toBe("b");
    expect(isRatable(second)).toBe(false);
    expect(isRatable(practiceReducer(second, graded("i", "wrong")))).toBe(true);
  });

  it("suggests the rating that fits", () => {
    const begun = after({ type: "cards", cards: [card("a", item("i"))] });
    const suggested = (verdict: Verdict) => suggestedRating(practiceReducer(begun, graded("i", verdict)).phase);
    expect([suggested("wrong"), suggested("almost"), suggested("right")]).toEqual([1, 2, 3]);
    expect(suggestedRating({ name: "shown" })).toBe(3);
  });

  it("does not count what could not be used, and asks again", () => {
    const first = after({ type: "items", items: [item("i")] }, graded("i", "unusable"));
    expect(first.phase).toEqual({ name: "asking", notice: "Why.", tries: 1 });
    expect(practiceReducer(first, graded("i", "unusable")).phase).toMatchObject({ tries: 2 });
    const over = practiceReducer(first, { type: "next", timeUp: false });
    expect(over).toBe(first);
  });

  it("leaves an answer that nobody judged out of the count, and counts the model's opinion", () => {
    const open = after({ type: "items", items: [item("i", "translate"), item("j")] }, graded("i", "unforeseen"));
    expect(practiceReducer(open, { type: "next", timeUp: false }).results).toEqual([]);
    const judged = practiceReducer(open, graded("i", "right"));
    expect(practiceReducer(judged, { type: "next", timeUp: false }).results).toMatchObject([{ success: true }]);
  });

  it("drops a grade that comes after the exercise has gone", () => {
    const begun = after({ type: "items", items: [item("i"), item("j")] }, { type: "skip" });
    expect(practiceReducer(begun, graded("i", "right"))).toBe(begun);
  });

  it("ends with the exercise that was under way when the time was up", () => {
    const graded1 = after({ type: "items", items: [item("i"), item("j")] }, graded("i", "right"));
    const over = practiceReducer(graded1, { type: "next", timeUp: true });
    expect(over.phase.name).toBe("over");
    expect(practiceReducer(over, { type: "items", items: [item("k")] })).toBe(over);
  });

  it("takes a review back: the card is asked again, and its result is gone", () => {
    const begun = after(
      { type: "cards", cards: [card("a"), card("b")] },
      { type: "show" },
      { type: "rated", rating: 1, timeUp: true },
    );
    expect(begun.phase.name).toBe("over");
    const back = practiceReducer(begun, { type: "undone", card: { ...card("a"), version: 2 } });
    expect(back).toMatchObject({ phase: { name: "asking" }, results: [] });
    expect(back.tasks.map((task) => task.kind === "card" && task.card.id)).toEqual(["a", "b"]);
    expect(back.tasks[0]).toMatchObject({ card: { version: 2 } });
  });

  it("forgets its cards when another device has reviewed, and keeps what was done", () => {
    const stale = after(
      { type: "cards", cards: [card("a"), card("b")] },
      { type: "show" },
      { type: "rated", rating: 3, timeUp: false },
      { type: "stale" },
    );
    expect(stale).toMatchObject({ tasks: [], phase: { name: "empty" }, results: [{ cardId: "a" }] });
  });

  it("adds no task twice", () => {
    const begun = after({ type: "cards", cards: [card("a")] }, { type: "cards", cards: [card("a"), card("b")] });
    expect(begun.tasks).toHaveLength(2);
  });

  it("counts a wrong answer as wrong, however it was rated", () => {
    const done = after(
      { type: "cards", cards: [card("a", item("i"))] },
      graded("i", "wrong"),
      { type: "rated", rating: 3, timeUp: false },
    );
    expect(summarise(done.results)).toMatchObject({ done: 1, successes: 0 });
  });

  it("sums up", () => {
    const done = after(
      { type: "items", items: [item("i"), item("j", "cloze", "verbs"), item("k")] },
      graded("i", "right"),
      { type: "next", timeUp: false },
      graded("j", "wrong"),
      { type: "next", timeUp: false },
      graded("k", "almost"),
      { type: "next", timeUp: false },
    );
    expect(summarise(done.results)).toEqual({ done: 3, successes: 2, cards: 0, points: 2 });
  });
});

describe("accents", () => {
  const shown = (expected: string, answer: string): string =>
    accentRuns(expected, answer)
      .map(({ text, accented }) => (accented ? `[${text}]` : text))
      .join("");

  it("shows which letters want their mark, whatever the form and the case", () => {
    expect(shown("él está", "el esta")).toBe("[é]l est[á]");
    expect(shown("Años", "anos")).toBe("A[ñ]os");
    expect(shown("qué", "que\u0301")).toBe("qué");
  });

  it("marks nothing when more is different", () => {
    expect(shown("está aquí", "esta aqui no")).toBe("está aquí");
    expect(shown("está", "esto")).toBe("está");
  });
});
