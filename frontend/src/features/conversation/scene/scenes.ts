import { type Learner, type LevelId, LEVELS, type Scenario } from "../../../shared/wire/types";
import type { Goal, Scene } from "./api";

/** Why somebody learns; "" for any reason. */
export type Reason = Learner["goal"];

export interface SceneGroup {
  level: LevelId;
  scenes: Scenario[];
}

/** How the ids of scenes begin that come from one's classes. */
const TAUGHT = "class.";

interface Grouped {
  free: Scenario | null;
  taught: Scenario[];
  groups: SceneGroup[];
}

/**
 * Scenes by level: the learner's first, then the easier ones, nearest first, then the harder ones. Free talk, which
 * the server names first, fits everybody and stands alone; what a teacher has written for a class is for who is in it.
 */
export function grouped(scenarios: Scenario[], level: LevelId, reason: Reason): Grouped {
  const [free = null, ...others] = scenarios;
  const taught = others.filter(({ id }) => id.startsWith(TAUGHT));
  const wanted = others.filter(({ id }) => !id.startsWith(TAUGHT)).filter(({ reasons }) => reason === "" || reasons.includes(reason));
  const rank = LEVELS.indexOf(level);
  const order = [...LEVELS.slice(0, rank + 1).reverse(), ...LEVELS.slice(rank + 1)];
  const groups = order
    .map((id) => ({ level: id, scenes: wanted.filter(({ level_min }) => level_min === id) }))
    .filter(({ scenes }) => scenes.length > 0);
  return { free, taught, groups };
}

/** What a page knows of a scene: where it stands, what has just been reached, and whether it is over. */
export interface SceneState {
  scene: Scene | null;
  news: Goal[];
  over: boolean;
}

/** The scene after a turn that told which goals are reached; one that was taken back is open again. */
export function advanced(state: SceneState, reached: string[], over: boolean): SceneState {
  const { scene } = state;
  if (!scene) return { ...state, over };
  const news = scene.goals.filter((goal) => !goal.reached && reached.includes(goal.id));
  const goals = scene.goals.map((goal) => ({ ...goal, reached: reached.includes(goal.id) }));
  return { scene: { ...scene, goals, closed: false }, news, over };
}

export function countReached(goals: Goal[]): number {
  return goals.filter(({ reached }) => reached).length;
}

export interface Mended {
  before: string;
  from: string;
  to: string;
  after: string;
}

/** What changed in a sentence, in whole words: what stands before and after it is the same. */
export function mended(said: string, better: string): Mended {
  const old = said.split(/(?<=\s)/);
  const now = better.split(/(?<=\s)/);
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const middle = (words: string[]): string => words.slice(head, words.length - tail).join("");
  return { before: old.slice(0, head).join(""), from: middle(old), to: middle(now), after: old.slice(old.length - tail).join("") };
}
