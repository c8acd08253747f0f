import type { Learner } from "../../shared/wire/types";
import { strings } from "./strings";

/** Why somebody learns. */
export const GOALS = ["travel", "work", "family", "exam", "school"] as const satisfies readonly Learner["goal"][];
export type Goal = (typeof GOALS)[number];

export const MINUTES_A_DAY = [5, 10, 15, 20, 30, 45, 60] as const;

export function goalName(goal: Goal): string {
  return strings.goals[goal];
}

/** The minutes to choose from, and the current ones where they were set elsewhere to something between. */
export function minuteOptions(current: number): number[] {
  return [...new Set<number>([...MINUTES_A_DAY, current])].sort((a, b) => a - b);
}
