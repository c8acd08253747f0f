import { afterEach, describe, expect, it, vi } from "vitest";
import { after, before, isGreeted, keepPlace, readPlace, STEPS } from "./firstMinute";
import { languageOptions, likelyLanguage } from "../learners/languages";
import { minuteOptions } from "../learners/goals";

afterEach(() => vi.unstubAllGlobals());

describe("the first minute", () => {
  it("greets who is new, and nobody else", () => {
    expect(isGreeted({ goal: "" }, false, null)).toBe(true);
    expect(isGreeted({ goal: "" }, true, null)).toBe(false);
    expect(isGreeted({ goal: "travel" }, false, null)).toBe(false);
  });

  it("goes on where it was left, until it is done or was not wanted", () => {
    expect(isGreeted({ goal: "travel" }, false, "level")).toBe(true);
    expect(isGreeted({ goal: "" }, false, "done")).toBe(false);
  });

  it("goes from question to question and back", () => {
    expect(STEPS.map(after)).toEqual([...STEPS.slice(1), "done"]);
    expect(STEPS.map(before)).toEqual([null, ...STEPS.slice(0, -1)]);
  });

  it("remembers its place for each learner", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    });
    keepPlace("ana", "sound");
    expect(readPlace("ana")).toBe("sound");
    expect(readPlace("ben")).toBeNull();
    kept.set("tutor.first-minute.ben", "nonsense");
    expect(readPlace("ben")).toBeNull();
  });

  it("does without storage", () => {
    expect(() => keepPlace("ana", "sound")).not.toThrow();
    expect(readPlace("ana")).toBeNull();
  });
});

describe("what there is to choose from", () => {
  it("has the browser's language ready", () => {
    expect(likelyLanguage(["xx", "pt-BR", "en"])).toBe("pt");
    expect(likelyLanguage([])).toBe("en");
  });

  it("names languages in English and as their speakers do", () => {
    expect(languageOptions("en").find(({ code }) => code === "de")?.name).toBe("German · Deutsch");
    expect(languageOptions("en").find(({ code }) => code === "en")?.name).toBe("English");
    expect(languageOptions("eu").some(({ code }) => code === "eu")).toBe(true);
  });

  it("has the minutes that were set elsewhere", () => {
    expect(minuteOptions(12)).toEqual([5, 10, 12, 15, 20, 30, 45, 60]);
    expect(minuteOptions(15)).toHaveLength(7);
  });
});
