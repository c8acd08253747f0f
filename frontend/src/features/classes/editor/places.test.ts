import { describe, expect, it } from "vitest";
import type { Draft } from "./api";
import { freshId, moved, valueAt, within, withoutStep, withValue } from "./places";

const draft = {
  title_es: "En el café",
  opening: { A: ["¿Qué le pongo?"] },
  partner: { name: "Carmen", role: "", facts: "" },
  step: [
    { id: "drink", after: [], ask: { A: ["¿Y de beber?"] } },
    { id: "pay", after: ["drink"], ask: {} },
  ],
  twist: [{ id: "busy", after: "drink" }],
} as unknown as Draft;

describe("places of a draft", () => {
  it("are read and written by their names, and all else stays", () => {
    expect(valueAt(draft, "step.0.ask.A.0")).toBe("¿Y de beber?");
    expect(valueAt(draft, "step.7.ask.A")).toBeUndefined();
    const changed = withValue(draft, "step.1.ask.B", ["¿Paga?"]);
    expect(valueAt(changed, "step.1.ask.B.0")).toBe("¿Paga?");
    expect(valueAt(draft, "step.1.ask.B")).toBeUndefined();
    expect(changed.step[0]).toBe(draft.step[0]);
    expect(Array.isArray(changed.step)).toBe(true);
  });

  it("lie within others by whole names only", () => {
    expect(within("step.1.ask", "step.1")).toBe(true);
    expect(within("step.10.ask", "step.1")).toBe(false);
  });

  it("let no step wait for one which is gone, and keep the complication that did", () => {
    const left = withoutStep(draft, 0);
    expect(left.step.map(({ id, after }) => [id, after])).toEqual([["pay", []]]);
    expect(left.twist).toEqual(draft.twist);
  });

  it("get ids of their own, and change round within their list", () => {
    expect(freshId("step", [{ id: "step-2" }])).toBe("step-3");
    expect(moved(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  });
});
