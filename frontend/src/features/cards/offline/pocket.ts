import type { Card, Rating } from "../api";
import { type Deck, type Kept, MOST_AT_ONCE, offlineApi } from "./api";
import { Box } from "./box";

/** A card that is forgotten comes back after so long here, in milliseconds; the tutor sets all other dates. */
const AGAIN_MS = 60_000;
/** A card that comes back in minutes is shown a little early, as the tutor does, in milliseconds. */
const LEARN_AHEAD_MS = 20 * 60_000;

/** A review before it is given its time. */
export type Done = Omit<Kept, "at">;

/**
 * What a learner has with them where the tutor cannot be reached: cards and exercises, and what they did with them until
 * it is sent. What is sent twice counts once, so that nothing is taken out before the tutor has said that it has it.
 */
export class Pocket {
  readonly #box: Box;
  readonly #listeners = new Set<() => void>();
  #sending: Promise<void> | null = null;
  #waiting = 0;

  constructor(learnerId: string, box = new Box(`tutor.${learnerId}`)) {
    this.#box = box;
  }

  /** How much waits to be sent. */
  waiting = (): number => this.#waiting;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    // Something may wait since the page was last open.
    void this.#count().catch(() => undefined);
    return () => this.#listeners.delete(listener);
  };

  deck(): Promise<Deck | undefined> {
    return this.#box.get<Deck>("deck", "deck");
  }

  /** The cards that are due now, in order. */
  async due(now = Date.now()): Promise<Card[]> {
    const { cards = [] } = (await this.deck()) ?? {};
    return cards.filter(({ due }) => Date.parse(due) <= now + LEARN_AHEAD_MS);
  }

  async keep(done: Done, now = new Date()): Promise<void> {
    await this.#box.add({ ...done, at: now.toISOString() } satisfies Kept);
    const deck = await this.deck();
    if (deck) await this.#box.put("deck", "deck", without(deck, done, now.getTime()));
    await this.#count();
    // Else a browser that runs out of room may throw it away.
    void navigator.storage?.persist?.().catch(() => false);
  }

  /** Takes back what has not been sent; false when it has. */
  async takeBack(id: string, card: Card): Promise<boolean> {
    const [keys, kept] = await Promise.all([this.#box.keys("kept"), this.#box.all<Kept>("kept")]);
    const key = keys[kept.findIndex((one) => one.id === id)];
    if (key === undefined) return false;
    await this.#box.remove("kept", key);
    const deck = await this.deck();
    if (deck) {
      const cards = [card, ...deck.cards.filter((other) => other.id !== card.id)];
      await this.#box.put("deck", "deck", { ...deck, cards });
    }
    await this.#count();
    return true;
  }

  /** Sends all that waits, one parcel after the other. Throws ApiError; what was not taken stays. */
  send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    await this.#count();
    while (this.#waiting > 0) {
      const [keys, kept] = await Promise.all([this.#box.keys("kept"), this.#box.all<Kept>("kept")]);
      await offlineApi.bringBack(kept.slice(0, MOST_AT_ONCE));
      for (const key of keys.slice(0, MOST_AT_ONCE)) await this.#box.remove("kept", key);
      await this.#count();
    }
  }

  /** Takes along what is due by now. What was done here goes first: the tutor must know of it. */
  async renew(): Promise<Deck> {
    await this.send();
    const deck = await offlineApi.deck();
    // Something may have been done meanwhile.
    const done = await this.#box.all<Kept>("kept");
    const left = done.reduce((rest, one) => without(rest, one, Date.parse(one.at)), deck);
    await this.#box.put("deck", "deck", left);
    return left;
  }

  async sound(url: string): Promise<Blob | undefined> {
    const bytes = await this.#box.get<ArrayBuffer>("sounds", url);
    return bytes && new Blob([bytes], { type: "audio/wav" });
  }

  /** Keeps exactly these sounds, fetching one after the other what is missing, until `signal` fires. */
  async keepSounds(wanted: readonly string[], fetchSound: (url: string) => Promise<ArrayBuffer>, signal: AbortSignal): Promise<void> {
    const known = new Set(await this.#box.keys("sounds"));
    for (const old of known) if (!wanted.includes(String(old))) await this.#box.remove("sounds", old);
    for (const url of wanted) {
      if (signal.aborted) return;
      if (!known.has(url)) await this.#box.put("sounds", url, await fetchSound(url));
    }
  }

  /** Forgets what was taken along; what waits to be sent stays until its learner is here again. */
  async empty(): Promise<void> {
    await this.#box.clear("deck");
    await this.#box.clear("sounds");
  }

  async #count(): Promise<void> {
    this.#waiting = await this.#box.count("kept");
    for (const listener of this.#listeners) listener();
  }
}

/** The deck when something has been done: a card that was known is gone until the tutor says when it comes back. */
function without(deck: Deck, { card_id, rating, item_id }: Done, now: number): Deck {
  const again = new Date(now + AGAIN_MS).toISOString();
  const forgotten = deck.cards.find(({ id }) => id === card_id && (rating as Rating) === 1);
  const cards = deck.cards.filter(({ id }) => id !== card_id);
  return {
    ...deck,
    cards: forgotten ? [...cards, { ...forgotten, due: again }] : cards,
    items: deck.items.filter(({ id }) => id !== item_id),
  };
}

/** What of a deck can be heard. */
export function soundsOf({ cards, items }: Deck, speechOf: (cardId: string) => string): string[] {
  const spoken = [...cards.map(({ item }) => item), ...items].flatMap((item) => item?.speech_url ?? []);
  const faces = cards.filter(({ item }) => !item).map(({ id }) => speechOf(id));
  return [...new Set([...faces, ...spoken])];
}
