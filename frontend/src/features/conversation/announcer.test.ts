import { createElement, type ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Correction } from "../../shared/wire/types";
import { Announcer } from "./Announcer";

const STRUCK = { id: "c", original: "fue", replacement: "fui", category: "verb-form", source: "rule", dismissed: false } as Correction;
const QUIET = { listening: false, replying: false, covered: false, done: null, unsure: [] };

const told = (props: Partial<ComponentProps<typeof Announcer>>): string =>
  renderToStaticMarkup(createElement(Announcer, { ...QUIET, ...props })).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();

describe("who cannot see the page", () => {
  it("is told that a recording has ended, then that the tutor replies", () => {
    expect(told({ listening: true, replying: true })).toContain("The recording has ended.");
    expect(told({ replying: true })).toBe("The tutor is replying.");
    expect(told({})).toBe("");
  });

  it("is told the reply, what should change, and what may have been misheard", () => {
    const done = { text: "¡Qué bien!", corrections: [STRUCK] };
    const all = told({ done, unsure: ["cine", "ayer"] });
    expect(all).toContain("The tutor says: ¡Qué bien!");
    expect(all).toContain("1 correction of your sentence");
    expect(all).toContain("Maybe misheard: cine, ayer");
    expect(told({ done: { ...done, corrections: [{ ...STRUCK, dismissed: true }] } })).toBe("The tutor says: ¡Qué bien!");
  });

  it("hears a reply that is to be heard first", () => {
    expect(told({ covered: true, done: { text: "¡Qué bien!", corrections: [] } })).not.toContain("Qué bien");
  });
});
