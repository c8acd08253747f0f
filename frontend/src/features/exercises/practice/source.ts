import { type Card, cardsApi, type Queue, type Rating } from "../../cards/api";
import type { Pocket } from "../../cards/offline/pocket";
import { exercisesApi, type Grade, type Item } from "../api";
import { gradeHere } from "./gradeHere";
import type { Task } from "./session";
import { type Placed, withTutor } from "./withTutor";

/** What the server takes. */
const LONGEST_MS = 3_600_000;

export interface Found {
  queue: Queue;
  cards: Card[];
  items: Item[];
}

/** How the task before the learner was answered: typed, or not at all. */
export type Answered = { answer: string | null } | null;

/** Where tasks come from and results go: the tutor, or the pocket while it cannot be reached. */
export class PracticeSource {
  readonly #names = new WeakMap<Task, string>();
  /** Reviews that are kept here, the latest last. */
  readonly #kept: { id: string; card: Card }[] = [];

  constructor(
    private readonly pocket: Pocket | null,
    private readonly point: string | null,
  ) {}

  /** What is due first, then exercises about what is needed most, or only about the point. */
  find(): Promise<Placed<Found>> {
    const { pocket, point } = this;
    return withTutor(async (signal) => {
      // What was done here is done: it must not come again.
      await pocket?.send();
      const queue = await cardsApi.queue(signal);
      const cards = point === null ? queue.cards : [];
      return { queue, cards, items: cards.length > 0 ? [] : await exercisesApi.items(point) };
    }, pocket && (() => findHere(pocket, point)));
  }

  grade(task: Task, item: Item, answer: string | null): Promise<Placed<Grade>> {
    const { pocket } = this;
    const id = this.#name(task);
    return withTutor(
      (signal) => exercisesApi.answer(item.id, answer, id, signal),
      pocket &&
        (async () => {
          const key = (await pocket.deck())?.keys[item.id];
          if (!key) return null;
          const grade = gradeHere(item, key, answer);
          // That of a card goes with its rating.
          if (task.kind === "item") await pocket.keep({ id, item_id: item.id, answer });
          return grade;
        }),
    );
  }

  judge(task: Task, item: Item, answer: string | null): Promise<Grade> {
    return exercisesApi.judge(item.id, answer, this.#name(task));
  }

  async review(task: Task & { kind: "card" }, rating: Rating, tookMs: number, answered: Answered): Promise<boolean> {
    const { pocket } = this;
    const { card } = task;
    const id = this.#name(task);
    const took = Math.min(Math.round(tookMs), LONGEST_MS);
    const keep = async (): Promise<Card> => {
      const about = card.item && answered ? { item_id: card.item.id, answer: answered.answer } : {};
      await pocket?.keep({ id, card_id: card.id, rating, duration_ms: took, ...about });
      this.#kept.push({ id, card });
      return card;
    };
    const { here } = await withTutor((signal) => cardsApi.review(card, rating, took, id, signal), pocket && keep);
    return here;
  }

  /** Takes back the latest review; the card as it is now. */
  async undo(): Promise<Card> {
    const last = this.#kept.pop();
    if (last && (await this.pocket?.takeBack(last.id, last.card))) return last.card;
    return cardsApi.undo();
  }

  /** What this page calls what comes of a task. */
  #name(task: Task): string {
    const name = this.#names.get(task) ?? newName();
    this.#names.set(task, name);
    return name;
  }
}

/** 32 digits, as the tutor's own names. `randomUUID` is only there on secure pages. */
function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function findHere(pocket: Pocket, point: string | null): Promise<Found | null> {
  const deck = await pocket.deck();
  if (!deck) return null;
  const cards = point === null ? await pocket.due() : [];
  const items = deck.items.filter((item) => point === null || item.point === point);
  const queue = {
    cards,
    due: cards.length,
    new: 0,
    done_today: 0,
    new_today: 0,
    daily_limit: cards.length,
    session_minutes: deck.session_minutes,
  };
  return { queue, cards, items: cards.length > 0 ? [] : items };
}
