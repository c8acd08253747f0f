import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AS_USUAL, keepListening, readListening } from "./listening";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("listening", () => {
  it("is as usual until it is changed, in that conversation alone", () => {
    keepListening("a", { hidden: true, subtitles: false, speed: 0.7 });
    expect(readListening("a")).toEqual({ hidden: true, subtitles: false, speed: 0.7 });
    expect(readListening("b")).toEqual(AS_USUAL);
  });

  it("keeps to the speeds that there are, whatever was stored", () => {
    kept.set("tutor.listening", JSON.stringify({ a: { speed: 9 }, b: { speed: "x" }, c: { speed: 0.1 } }));
    expect(["a", "b", "c"].map((id) => readListening(id).speed)).toEqual([1.2, 1, 0.6]);
    kept.set("tutor.listening", "no JSON");
    expect(readListening("a")).toEqual(AS_USUAL);
  });

  it("forgets the oldest of very many", () => {
    for (let n = 0; n < 205; n += 1) keepListening(`c${n}`, { ...AS_USUAL, hidden: true });
    expect([readListening("c0").hidden, readListening("c204").hidden]).toEqual([false, true]);
  });

  it("does without storage", () => {
    vi.stubGlobal("localStorage", undefined);
    expect(() => keepListening("a", AS_USUAL)).not.toThrow();
    expect(readListening("a")).toEqual(AS_USUAL);
  });
});
