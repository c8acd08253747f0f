import { json } from "../../../shared/wire/client";
import type { Usage } from "../../../shared/wire/types";

/** The steps of a turn as they usually follow each other; corrections are made beside the others. */
export const STEPS = ["prepared", "waited", "heard", "thought", "wrote", "simplified", "corrected", "spoke"] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
  step: StepName;
  from_ms: number;
  /** Null for a voice that is still at its first sound, or was stopped before it. */
  to_ms: number | null;
}

/** A turn that has ended. */
export interface TurnTaken {
  id: string;
  conversation_id: string;
  title: string;
  created_at: string;
  state: "done" | "stopped" | "failed";
  said: string;
  spoken: boolean;
  model: string | null;
  engine: string | null;
  usage: Usage | null;
  /** Null where it was not measured. */
  took_ms: number | null;
  steps: Step[];
}

export interface TokensUsed {
  learner_id: string;
  name: string;
  replies: number;
  prompt_tokens: number;
  completion_tokens: number;
}

export const usage = {
  turns: () => json<TurnTaken[]>("/api/turns?limit=20"),
  tokens: () => json<TokensUsed[]>("/api/usage"),
};
