import type { Learner, LevelId } from "../../shared/wire/types";

/** The questions of the first minute, in their order. */
export const STEPS = ["language", "goal", "variety", "level", "minutes", "sound", "scene"] as const;
export type Step = (typeof STEPS)[number];
/** Where a learner is in them; `done` when they are over or were not wanted. */
export type Place = Step | "done";

/** How much Spanish somebody says they know. */
export type Knowledge = "none" | "some" | "unsure";
/** What those choose from who know some. */
export const SOME_LEVELS = ["A2", "B1", "B2", "C1"] as const satisfies readonly LevelId[];

/** Whether a new learner is greeted: nobody who has talked, or has said why they learn, unless they have begun it. */
export function isGreeted(learner: Pick<Learner, "goal">, talked: boolean, place: Place | null): boolean {
  if (talked || place === "done") return false;
  return place !== null || learner.goal === "";
}

export function after(step: Step): Place {
  return STEPS[STEPS.indexOf(step) + 1] ?? "done";
}

export function before(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null;
}

const key = (learnerId: string): string => `tutor.first-minute.${learnerId}`;

/** Where the learner left off in this browser; null where they have not begun. */
export function readPlace(learnerId: string): Place | null {
  try {
    const found = localStorage.getItem(key(learnerId));
    return [...STEPS, "done" as const].find((place) => place === found) ?? null;
  } catch {
    return null; // Storage may be forbidden; the first minute then begins anew with the page.
  }
}

export function keepPlace(learnerId: string, place: Place): void {
  try {
    localStorage.setItem(key(learnerId), place);
  } catch {
    // As above.
  }
}
