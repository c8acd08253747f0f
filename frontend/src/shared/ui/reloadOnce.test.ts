import { describe, expect, it, vi } from "vitest";
import { reloadOnce } from "./reloadOnce";

function place(page: string | null, kept = new Map<string, string>(), now = 1_000_000) {
  return {
    now: () => now,
    current: () => Promise.resolve(page),
    running: "/assets/index-old.js",
    storage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    reload: vi.fn(),
  };
}

const NEW = '<script type="module" src="/assets/index-new.js"></script>';
const SAME = '<script type="module" src="/assets/index-old.js"></script>';

describe("reloadOnce", () => {
  it("loads the page anew when the server has another one", async () => {
    const upgraded = place(NEW);
    expect(await reloadOnce(upgraded)).toBe(true);
    expect(upgraded.reload).toHaveBeenCalledOnce();
  });

  it.each([
    ["the page is the same", SAME],
    ["the server cannot be reached", null],
  ])("leaves it alone when %s", async (_, page) => {
    const unchanged = place(page);
    expect(await reloadOnce(unchanged)).toBe(false);
    expect(unchanged.reload).not.toHaveBeenCalled();
  });

  it("does not turn in circles, but does so again at the next upgrade", async () => {
    const kept = new Map<string, string>();
    expect(await reloadOnce(place(NEW, kept))).toBe(true);
    const soon = place(NEW, kept, 1_030_000);
    expect(await reloadOnce(soon)).toBe(false);
    expect(soon.reload).not.toHaveBeenCalled();
    expect(await reloadOnce(place(NEW, kept, 1_100_000))).toBe(true);
  });
});
