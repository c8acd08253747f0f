import type { Card, Rating } from "../../cards/api";
import type { Grade, Item, Verdict } from "../api";

/** One thing to do: a card that is due, or an exercise of its own. */
export type Task = { kind: "card"; card: Card } | { kind: "item"; item: Item };

/** What came of a task; a card counts by its rating, an exercise by its verdict. */
export interface Result {
  cardId: string | null;
  point: string | null;
  success: boolean;
}

export type Phase =
  /** Nothing is left here: more has to be fetched. */
  | { name: "empty" }
  /** The learner is asked; `notice` says why an answer was not counted. */
  | { name: "asking"; notice: string; tries: number }
  /** A card without an exercise shows its other side. */
  | { name: "shown" }
  /** `judged`: the model has been asked, whether or not it had an opinion. */
  | { name: "graded"; grade: Grade; answer: string | null; judged: boolean }
  | { name: "over" };

export interface Practice {
  tasks: Task[];
  phase: Phase;
  results: Result[];
}

export type PracticeAction =
  | { type: "cards"; cards: Card[] }
  | { type: "items"; items: Item[] }
  /** Another device has reviewed: the cards here are no longer true. */
  | { type: "stale" }
  | { type: "show" }
  | { type: "graded"; grade: Grade; answer: string | null; judged: boolean }
  | { type: "rated"; rating: Rating; timeUp: boolean }
  | { type: "next"; timeUp: boolean }
  /** Leaves a task without a result, when it cannot be done here. */
  | { type: "skip" }
  | { type: "undone"; card: Card }
  | { type: "finish" };

export const EMPTY_PRACTICE: Practice = { tasks: [], phase: { name: "empty" }, results: [] };

const ASKING: Phase = { name: "asking", notice: "", tries: 0 };

export function itemOf(task: Task): Item | null {
  return task.kind === "item" ? task.item : task.card.item;
}

export function practiceReducer(practice: Practice, action: PracticeAction): Practice {
  const { tasks, phase, results } = practice;
  const task = tasks[0];
  if (phase.name === "over" && action.type !== "undone") return practice;
  switch (action.type) {
    case "cards":
      return add(practice, action.cards.map((card) => ({ kind: "card", card })));
    case "items":
      return add(practice, action.items.map((item) => ({ kind: "item", item })));
    case "stale":
      return begin([], results);
    case "show":
      return phase.name === "asking" ? { ...practice, phase: { name: "shown" } } : practice;
    case "graded": {
      if (!task || itemOf(task)?.id !== action.grade.item_id) return practice;
      const { grade, answer, judged } = action;
      if (grade.verdict === "unusable") {
        const tries = phase.name === "asking" ? phase.tries + 1 : 1;
        return { ...practice, phase: { name: "asking", notice: grade.feedback, tries } };
      }
      return { ...practice, phase: { name: "graded", grade, answer, judged } };
    }
    case "rated": {
      if (task?.kind !== "card" || !isRatable(practice)) return practice;
      const { card } = task;
      // What was answered tells; how it felt does only where nothing was.
      const success = phase.name === "graded" ? phase.grade.right : action.rating > 1;
      const result = { cardId: card.id, point: card.item?.point ?? null, success };
      return proceed(practice, [...results, result], action.timeUp);
    }
    case "next": {
      if (task?.kind !== "item" || phase.name !== "graded") return practice;
      const { verdict } = phase.grade;
      // Nobody knows whether an unforeseen answer was right: it says nothing.
      const known = verdict === "unforeseen" ? [] : [{ cardId: null, point: task.item.point, success: isRight(verdict) }];
      return proceed(practice, [...results, ...known], action.timeUp);
    }
    case "skip":
      return proceed(practice, results, false);
    case "undone": {
      const { card } = action;
      const at = results.findLastIndex(({ cardId }) => cardId === card.id);
      const others = tasks.filter((other) => other.kind === "item" || other.card.id !== card.id);
      return begin([{ kind: "card", card }, ...others], results.filter((_, index) => index !== at));
    }
    case "finish":
      return { ...practice, phase: { name: "over" } };
  }
}

/** Adds what is not there yet; nothing new while nothing is left means that all is done. */
function add(practice: Practice, found: Task[]): Practice {
  const known = new Set(practice.tasks.map(idOf));
  const tasks = [...practice.tasks, ...found.filter((task) => !known.has(idOf(task)))];
  return practice.phase.name === "empty" ? begin(tasks, practice.results) : { ...practice, tasks };
}

function idOf(task: Task): string {
  return task.kind === "card" ? task.card.id : task.item.id;
}

function begin(tasks: Task[], results: Result[]): Practice {
  return { tasks, results, phase: tasks.length > 0 ? ASKING : { name: "empty" } };
}

function proceed({ tasks }: Practice, results: Result[], timeUp: boolean): Practice {
  const rest = tasks.slice(1);
  return timeUp ? { tasks: rest, results, phase: { name: "over" } } : begin(rest, results);
}

/** Whether the card before the learner can be rated now. */
export function isRatable({ tasks, phase }: Practice): boolean {
  return tasks[0]?.kind === "card" && (phase.name === "shown" || phase.name === "graded");
}

export function isRight(verdict: Verdict): boolean {
  return verdict === "right" || verdict === "almost";
}

/** The rating that fits what happened; a card that was only turned over is taken as remembered. */
export function suggestedRating(phase: Phase): Rating {
  if (phase.name !== "graded") return 3;
  const { verdict } = phase.grade;
  if (verdict === "right") return 3;
  return verdict === "wrong" ? 1 : 2;
}

/** How well it may be said to have been known: nobody knew well, or easily, what they answered wrongly. */
export function possibleRatings(phase: Phase): Rating[] {
  return phase.name === "graded" && phase.grade.verdict === "wrong" ? [1, 2] : [1, 2, 3, 4];
}

export interface Summary {
  done: number;
  successes: number;
  cards: number;
  points: number;
}

export function summarise(results: readonly Result[]): Summary {
  return {
    done: results.length,
    successes: results.filter(({ success }) => success).length,
    cards: results.filter(({ cardId }) => cardId !== null).length,
    points: new Set(results.flatMap(({ point }) => point ?? [])).size,
  };
}
