import { json } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

/** A word of the study list, and its card where the learner has one. */
export type StudyWord = Schemas["WordOut"];

export const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const;

export const studyApi = {
  ofLevel: (level: string) => json<StudyWord[]>(`/api/vocabulary?level=${level}`),
  search: (asked: string) => json<StudyWord[]>(`/api/vocabulary?q=${encodeURIComponent(asked)}`),
  /** Makes cards of words, by what they are shown as. */
  add: (words: string[]) => json<StudyWord[]>("/api/vocabulary/cards", "POST", { words }),
  sentenceUrl: (shown: string): string => `/api/vocabulary/${encodeURIComponent(shown)}/sentence`,
};
