import { json } from "../../shared/wire/http";
import type { Learner, Schemas } from "../../shared/wire/types";

export type Voice = Schemas["VoiceOut"];
export type Strictness = Learner["strictness"];
/** Whose sounds the tutor speaks with; what natives say anywhere is right. */
export type Accent = Learner["accent"];

export const learnersApi = {
  read: () => json<Learner>("/api/learner"),
  change: (change: Schemas["LearnerPatch"]) => json<Learner>("/api/learner", "PATCH", change),
  voices: () => json<Voice[]>("/api/voices"),
  deleteEverything: () => json<undefined>("/api/learner/data", "DELETE"),
};
