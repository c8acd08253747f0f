import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../shared/wire/types";
import type { Goal, Scene } from "./api";
import { advanced, countReached, grouped, mended } from "./scenes";

function scenario(id: string, level_min: Scenario["level_min"], reasons: Scenario["reasons"] = []): Scenario {
  return {
    id,
    level_min,
    reasons,
    title: id,
    title_es: id,
    description: "", description_es: "",
    icon: "",
    variety: "spain",
    you: "",
    you_es: "",
    goals: [],
    goals_es: [],
    phrases: [],
  };
}

const OFFERED = [
  scenario("talk", "A1"),
  scenario("kiosk", "A1", ["travel"]),
  scenario("train", "A2", ["travel", "work"]),
  scenario("office", "B1", ["work"]),
  scenario("court", "C1", ["work"]),
];

describe("scenes to choose from", () => {
  const order = (level: Scenario["level_min"], reason: Scenario["reasons"][number] = ""): string[] =>
    grouped(OFFERED, level, reason).groups.map((group) => `${group.level}:${group.scenes.map(({ id }) => id).join()}`);

  it("begin with the learner's level, then get easier, then harder", () => {
    expect(order("B1")).toEqual(["B1:office", "A2:train", "A1:kiosk", "C1:court"]);
    expect(order("C2")).toEqual(["C1:court", "B1:office", "A2:train", "A1:kiosk"]);
  });

  it("are those of the reason, and free talk always", () => {
    expect(order("A1", "travel")).toEqual(["A1:kiosk", "A2:train"]);
    expect(order("A1", "exam")).toEqual([]);
    expect(grouped(OFFERED, "A1", "exam").free?.id).toBe("talk");
    expect(grouped([], "A1", "").free).toBeNull();
  });
});

const goal = (id: string, reached = false): Goal => ({ id, text: id, text_es: id, reached });

describe("goals", () => {
  const scene: Scene = {
    scenario_id: "kiosk",
    card: { you: "", you_es: "", phrases: [] },
    goals: [goal("greet", true), goal("ask"), goal("pay")],
    suggestions: [],
    closed: true,
  };
  const state = { scene, news: [], over: false };

  it("tick themselves, and tell what is new", () => {
    const after = advanced(state, ["greet", "pay"], false);
    expect(after.news.map(({ id }) => id)).toEqual(["pay"]);
    expect(after.scene && countReached(after.scene.goals)).toBe(2);
    expect(after.scene?.closed).toBe(false);
    expect(advanced(after, ["greet", "pay"], true)).toMatchObject({ news: [], over: true });
  });

  it("are taken back with what reached them", () => {
    const after = advanced(state, [], false);
    expect(after.scene?.goals.some(({ reached }) => reached)).toBe(false);
    expect(after.news).toEqual([]);
  });

  it("wait until the scene is known", () => {
    expect(advanced({ scene: null, news: [], over: false }, ["pay"], true)).toEqual({ scene: null, news: [], over: true });
  });
});

describe("a mended sentence", () => {
  it("shows the words that changed and keeps the rest", () => {
    expect(mended("Ayer yo va al cine.", "Ayer yo fui al cine.")).toEqual({
      before: "Ayer yo ",
      from: "va ",
      to: "fui ",
      after: "al cine.",
    });
  });

  it.each([
    ["Veo mi hermana.", "Veo a mi hermana."],
    ["Es muy muy bonito.", "Es muy bonito."],
    ["El casa.", "La casa."],
    ["Hola", "Hola."],
    ["", "Hola"],
  ])("loses nothing: %s", (said, better) => {
    const { before, from, to, after } = mended(said, better);
    expect(before + from + after).toBe(said);
    expect(before + to + after).toBe(better);
  });
});
