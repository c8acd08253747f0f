import { json, recordingForm } from "../../shared/wire/client";
import type { LevelId } from "../../shared/wire/types";

export type ItemKind =
  | "conjugation"
  | "cloze"
  | "choice"
  | "repair"
  | "order"
  | "build"
  | "dictation"
  | "listen"
  | "say"
  | "translate";

/** An exercise without its answer. */
export interface Item {
  id: string;
  kind: ItemKind;
  point: string;
  level: LevelId;
  prompt: string;
  english: string;
  hint: string;
  options: string[];
  tense: string | null;
  speech_url: string | null;
}

/** `unusable` was not counted and may be tried again; `unforeseen` may be right, and a model may be asked. */
export type Verdict = "right" | "almost" | "wrong" | "unforeseen" | "unusable";

export interface Grade {
  item_id: string;
  verdict: Verdict;
  counted: boolean;
  feedback: string;
  expected: string;
  sentence: string;
  judged_by: "rules" | "model";
  transcript: string | null;
  card_id: string | null;
}

export type PointState = "known" | "learning" | "next" | "later";

/** A grammar point on the learner's map. */
export interface Point {
  id: string;
  level: LevelId;
  title: string;
  title_es: string;
  requires: string[];
  explanation: string;
  explanation_es: string;
  examples: { spanish: string; english: string }[];
  mistake_wrong: string;
  mistake_right: string;
  kinds: ItemKind[];
  /** The rules of corrections that are about this point. */
  rules: string[];
  state: PointState;
  /** Known only because it lies below the learner's level. */
  assumed: boolean;
  attempts: number;
  right: number;
  open_errors: number;
}

/** Whose the meaning of a word is: our lists', FreeDict's, a model's guess; "" when there is none. */
export type MeaningSource = "list" | "dictionary" | "model" | "";

/** A word looked up; nothing is saved by it. */
export interface Entry {
  word: string;
  lemma: string;
  level: LevelId;
  meaning: string;
  source: MeaningSource;
  gender: "m" | "f" | "";
  /** What the form may be, in words. */
  forms: string[];
  /** When it was saved before. */
  card_id: string | null;
}

/** A word of the tutor's that may be kept. */
export interface Suggestion {
  id: string;
  word: string;
  level: LevelId;
  meaning: string;
  source: MeaningSource;
  sentence: string;
}

/** A word above the level of a conversation; `start` and `end` count code points. */
export interface Gloss {
  text: string;
  start: number;
  end: number;
  lemma: string;
  level: LevelId;
  meaning: string;
}

export type Rating = 1 | 2 | 3 | 4;

export interface Card {
  id: string;
  kind: "word" | "error" | "item";
  front: string;
  back: string;
  sentence: string;
  rule: string;
  category: string;
  form: string;
  standing: "new" | "learning" | "review" | "suspended" | "retired";
  leech: boolean;
  lapses: number;
  version: number;
  item: Item | null;
}

export interface Queue {
  cards: Card[];
  due: number;
  new: number;
  done_today: number;
  new_today: number;
  daily_limit: number;
  session_minutes: number;
}

export interface ReviewSettings {
  daily_limit: number;
  new_per_day: number;
  session_minutes: number;
  timezone: string;
}

export interface Imported {
  added: number;
  known: number;
  refused: { row: number; reason: string }[];
}

export interface Placement {
  id: string;
  item: Item | null;
  answered: number;
  share: number;
  level: LevelId | null;
  chances: Record<LevelId, number>;
  notice: string;
}

export interface Progress {
  weeks: {
    monday: string;
    minutes_spoken: number;
    words: number;
    errors: Record<string, number>;
    reviews: number;
    answers: number;
  }[];
  words_met: number;
  words_used: number;
  words_saved: number;
  words_known: number;
  errors_open: number;
  errors_retired: number;
  streak_days: number;
  skills: Record<string, LevelId | null>;
}

const item = (id: string): string => `/api/drills/items/${encodeURIComponent(id)}`;
const word = (text: string): string => `/api/words/${encodeURIComponent(text)}`;
const card = (id: string): string => `/api/cards/${encodeURIComponent(id)}`;
const placement = (id: string): string => `/api/placement/${encodeURIComponent(id)}`;

export const drills = {
  syllabus: () => json<Point[]>("/api/syllabus"),
  point: (id: string) => json<Point>(`/api/syllabus/${encodeURIComponent(id)}`),

  word: (text: string) => json<Entry>(word(text)),
  speechOfWord: (text: string): string => `${word(text)}/speech`,
  /** The model's opinion of what a word means where it stands. */
  guess: (text: string, sentence: string) => json<{ meaning: string }>(`${word(text)}/meaning`, "POST", { sentence }),
  suggestions: () => json<Suggestion[]>("/api/suggestions"),
  keepSuggestion: (id: string) => json<Card>(`/api/suggestions/${encodeURIComponent(id)}/keep`, "POST"),
  declineSuggestion: (id: string) => json<undefined>(`/api/suggestions/${encodeURIComponent(id)}`, "DELETE"),

  /** New exercises: about one point, or about what the learner needs most. */
  items: (point: string | null, count = 10) =>
    json<Item[]>(`/api/drills/items?count=${count}${point === null ? "" : `&point=${encodeURIComponent(point)}`}`),
  /** `null` says "I don't know"; `judge` asks the model about an answer that the rules did not foresee. */
  answer: (id: string, answer: string | null, judge = false) =>
    json<Grade>(`${item(id)}/answer`, "POST", judge ? { answer, judge } : { answer }),
  speechOfItem: (id: string): string => `${item(id)}/speech`,
  answerAloud: (id: string, recording: Blob) =>
    json<Grade>(`${item(id)}/recording`, "POST", recordingForm(recording)),

  queue: () => json<Queue>("/api/cards/queue"),
  review: ({ id, version }: Card, rating: Rating, duration_ms: number) =>
    json<Card>(`${card(id)}/review`, "POST", { rating, version, duration_ms: Math.min(duration_ms, 3_600_000) }),
  undo: () => json<Card>("/api/cards/undo", "POST"),
  leeches: () => json<Card[]>("/api/cards?leech=true&standing=suspended&limit=500"),
  changeCard: (id: string, change: { back?: string; standing?: "active" | "suspended" }) =>
    json<Card>(card(id), "PATCH", change),
  deleteCard: (id: string) => json<undefined>(card(id), "DELETE"),
  saveWord: (word: { word: string; meaning?: string; sentence?: string; message_id?: string }) =>
    json<Card>("/api/cards/words", "POST", word),
  speechOf: (id: string): string => `${card(id)}/speech`,
  importWords: (text: string) => json<Imported>("/api/cards/import", "POST", { text }),
  settings: () => json<ReviewSettings>("/api/review-settings"),
  changeSettings: (change: Partial<ReviewSettings>) => json<ReviewSettings>("/api/review-settings", "PATCH", change),

  beginPlacement: (spoken: boolean) => json<Placement>("/api/placement", "POST", { spoken }),
  placement: (id: string) => json<Placement>(placement(id)),
  answerPlacement: (id: string, item_id: string, answer: string | null) =>
    json<Placement>(`${placement(id)}/answer`, "POST", { item_id, answer }),
  answerPlacementAloud: (id: string, recording: Blob) =>
    json<Placement>(`${placement(id)}/recording`, "POST", recordingForm(recording)),

  progress: (weeks: number) => json<Progress>(`/api/progress?weeks=${weeks}`),
};
