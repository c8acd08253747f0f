import { json } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

/** A step of a turn; `to_ms` is null for a voice that is still at its first sound, or was stopped before it. */
export type Step = Schemas["StepOut"];
export type StepName = Step["step"];
/** The steps of a turn as they usually follow each other; corrections are made beside the others. */
export const STEPS = [
  "prepared",
  "waited",
  "heard",
  "thought",
  "wrote",
  "simplified",
  "corrected",
  "spoke",
] as const satisfies readonly StepName[];

/** A turn that has ended; `took_ms` is null where it was not measured. */
export type TurnTaken = Schemas["TurnOut"];
export type TokensUsed = Schemas["TokensOut"];

export const turnsApi = {
  list: () => json<TurnTaken[]>("/api/turns?limit=20"),
  tokens: () => json<TokensUsed[]>("/api/usage"),
};
