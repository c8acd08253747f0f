import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Card } from "../api";
import { type Deck, type Kept, offlineApi } from "./api";
import { Pocket, soundsOf } from "./pocket";

const NOW = new Date("2026-03-10T12:00:00Z");
let named = 0;

const card = (id: string, due = "2026-03-10T11:00:00Z"): Card => ({ id, due, item: null }) as Card;
const deck = (...cards: Card[]): Deck => ({ cards, items: [], keys: {}, session_minutes: 5 });

async function filled(...cards: Card[]): Promise<Pocket> {
  named += 1;
  const pocket = new Pocket(`ana${named}`);
  vi.spyOn(offlineApi, "deck").mockResolvedValueOnce(deck(...cards));
  await pocket.renew();
  return pocket;
}

beforeEach(() => vi.stubGlobal("navigator", {}));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("a pocket", () => {
  it("has what is due now, and what comes in minutes", async () => {
    const pocket = await filled(card("a"), card("b", "2026-03-10T12:15:00Z"), card("c", "2026-03-11T12:00:00Z"));
    expect((await pocket.due(NOW.getTime())).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("keeps what was done in its order and shows a card again only when it was forgotten", async () => {
    const pocket = await filled(card("a"), card("b"));
    await pocket.keep({ id: "1", card_id: "a", rating: 3 }, NOW);
    await pocket.keep({ id: "2", card_id: "b", rating: 1 }, NOW);
    expect((await pocket.due(NOW.getTime())).map(({ id }) => id)).toEqual(["b"]);
    expect(pocket.waiting()).toBe(2);
    const sent: Kept[][] = [];
    vi.spyOn(offlineApi, "bringBack").mockImplementation((kept) => {
      sent.push(kept);
      return Promise.resolve({ counted: 2, known: 0, gone: 0 });
    });
    await pocket.send();
    expect(sent.map((parcel) => parcel.map(({ id, at }) => [id, at]))).toEqual([
      [
        ["1", NOW.toISOString()],
        ["2", NOW.toISOString()],
      ],
    ]);
    expect(pocket.waiting()).toBe(0);
    await pocket.send();
    expect(sent).toHaveLength(1);
  });

  it("loses nothing when sending fails, nor what is done meanwhile", async () => {
    const pocket = await filled(card("a"), card("b"));
    await pocket.keep({ id: "1", card_id: "a", rating: 3 });
    const post = vi.spyOn(offlineApi, "bringBack").mockRejectedValueOnce(new Error("cut"));
    await expect(pocket.send()).rejects.toThrow("cut");
    expect(pocket.waiting()).toBe(1);
    post.mockImplementationOnce(async () => {
      await pocket.keep({ id: "2", card_id: "b", rating: 3 });
      return { counted: 1, known: 0, gone: 0 };
    });
    post.mockResolvedValueOnce({ counted: 1, known: 0, gone: 0 });
    await Promise.all([pocket.send(), pocket.send()]);
    expect(post.mock.calls.map(([kept]) => kept.map(({ id }) => id))).toEqual([["1"], ["1"], ["2"]]);
    expect(pocket.waiting()).toBe(0);
  });

  it("takes back what has not been sent", async () => {
    const pocket = await filled(card("a"));
    await pocket.keep({ id: "1", card_id: "a", rating: 4 }, NOW);
    expect(await pocket.takeBack("1", card("a"))).toBe(true);
    expect([pocket.waiting(), (await pocket.due(NOW.getTime())).length]).toEqual([0, 1]);
    expect(await pocket.takeBack("1", card("a"))).toBe(false);
  });

  it("does not bring back from the tutor what was done while it was asked", async () => {
    const pocket = await filled(card("a"));
    vi.spyOn(offlineApi, "deck").mockImplementationOnce(async () => {
      await pocket.keep({ id: "1", card_id: "a", rating: 3 });
      return deck(card("a"), card("b"));
    });
    expect((await pocket.renew()).cards.map(({ id }) => id)).toEqual(["b"]);
  });

  it("keeps exactly the sounds of its cards", async () => {
    const pocket = await filled(card("a"));
    const fetched: string[] = [];
    const fetchSound = (url: string): Promise<ArrayBuffer> => {
      fetched.push(url);
      return Promise.resolve(new ArrayBuffer(4));
    };
    const { signal } = new AbortController();
    await pocket.keepSounds(["/a", "/b"], fetchSound, signal);
    await pocket.keepSounds(["/b", "/c"], fetchSound, signal);
    expect(fetched).toEqual(["/a", "/b", "/c"]);
    expect(await pocket.sound("/a")).toBeUndefined();
    expect((await pocket.sound("/c"))?.size).toBe(4);
  });

  it("forgets cards and sounds, never what waits", async () => {
    const pocket = await filled(card("a"), card("b"));
    await pocket.keep({ id: "1", card_id: "a", rating: 3 });
    await pocket.empty();
    expect(await pocket.due()).toEqual([]);
    expect(pocket.waiting()).toBe(1);
  });

  it("hears the word of a card without an exercise, and what an exercise says", () => {
    const spoken = { ...card("b"), item: { id: "i", speech_url: "/i" } } as Card;
    expect(soundsOf(deck(card("a"), spoken), (id) => `/${id}`)).toEqual(["/a", "/i"]);
  });
});
