import { json } from "../../shared/wire/http";
import type { Beside } from "../../shared/text/words";
import type { Schemas } from "../../shared/wire/types";

export type Card = Schemas["CardOut"];
export type Queue = Schemas["QueueOut"];
/** Again, Hard, Good, Easy. */
export type Rating = 1 | 2 | 3 | 4;
export type ReviewSettings = Schemas["ReviewSettingsOut"];
export type Imported = Schemas["ImportOut"];
/** A word looked up; nothing is saved by it. */
export type Entry = Schemas["EntryOut"];
/** A word of the tutor's that may be kept. */
export type Suggestion = Schemas["SuggestionOut"];

const word = (text: string): string => `/api/words/${encodeURIComponent(text)}`;
const card = (id: string): string => `/api/cards/${encodeURIComponent(id)}`;

export const cardsApi = {
  /** A word where it stands: what is beside it decides what it is there. */
  word: (text: string, { before, after }: Beside) =>
    json<Entry>(`${word(text)}?${new URLSearchParams({ before, after }).toString()}`),
  /** The model's opinion of what a word means where it stands. */
  guess: (text: string, sentence: string) => json<Schemas["GuessOut"]>(`${word(text)}/meaning`, "POST", { sentence }),
  saveWord: (saved: Schemas["NewWord"]) => json<Card>("/api/cards/words", "POST", saved),
  importWords: (text: string) => json<Imported>("/api/cards/import", "POST", { text }),

  suggestions: () => json<Suggestion[]>("/api/suggestions"),
  keepSuggestion: (id: string) => json<Card>(`/api/suggestions/${encodeURIComponent(id)}/keep`, "POST"),
  declineSuggestion: (id: string) => json<undefined>(`/api/suggestions/${encodeURIComponent(id)}`, "DELETE"),

  queue: (signal?: AbortSignal) => json<Queue>("/api/cards/queue", "GET", undefined, signal),
  /** `named` is what this page calls the review: sent twice, it counts once. */
  review: ({ id, version }: Card, rating: Rating, duration_ms: number, named: string, signal?: AbortSignal) =>
    json<Card>(`${card(id)}/review`, "POST", { rating, version, duration_ms, id: named }, signal),
  undo: () => json<Card>("/api/cards/undo", "POST"),
  leeches: () => json<Card[]>("/api/cards?leech=true&standing=suspended&limit=500"),
  change: (id: string, change: Schemas["CardPatch"]) => json<Card>(card(id), "PATCH", change),
  remove: (id: string) => json<undefined>(card(id), "DELETE"),
  speechOf: (id: string): string => `${card(id)}/speech`,

  settings: () => json<ReviewSettings>("/api/review-settings"),
  changeSettings: (change: Schemas["ReviewSettingsPatch"]) => json<ReviewSettings>("/api/review-settings", "PATCH", change),
};
