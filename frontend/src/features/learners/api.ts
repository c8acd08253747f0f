import { json } from "../../shared/wire/http";
import type { Learner, Schemas } from "../../shared/wire/types";

export type Voice = Schemas["VoiceOut"];
/** What the learner may take of this tutor, and has taken. */
export type Quotas = Schemas["QuotasOut"];
export type Strictness = Learner["strictness"];
/** One thing the tutor remembers, and how long it may be, in characters. */
export type Fact = Schemas["FactOut"];
export const FACT_CHARS = 120;
/** Whose sounds the tutor speaks with; what natives say anywhere is right. */
export type Accent = Learner["accent"];

/** Which Spanish is learnt. */
export type Variety = Learner["variety"];
export const VARIETIES: readonly Variety[] = ["spain", "mexico", "river-plate", "neutral"];

export const learnersApi = {
  /** A new secret address of the learner's calendar. */
  calendar: () => json<Schemas["CalendarOut"]>("/api/calendar", "POST"),
  read: () => json<Learner>("/api/learner"),
  change: (change: Schemas["LearnerPatch"]) => json<Learner>("/api/learner", "PATCH", change),
  voices: () => json<Voice[]>("/api/voices"),
  facts: () => json<Fact[]>("/api/memory"),
  addFact: (text: string) => json<Fact>("/api/memory", "POST", { text }),
  changeFact: (id: string, text: string) => json<Fact>(`/api/memory/${encodeURIComponent(id)}`, "PUT", { text }),
  forgetFact: (id: string) => json<undefined>(`/api/memory/${encodeURIComponent(id)}`, "DELETE"),
  quotas: () => json<Quotas>("/api/quotas"),
  deleteEverything: () => json<undefined>("/api/learner/data", "DELETE"),
};
