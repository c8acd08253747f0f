import { json, recordingForm } from "../../shared/wire/http";
import type { Schemas } from "../../shared/wire/types";

/** An exercise without its answer. */
export type Item = Schemas["ItemOut"];
export type ItemKind = Item["kind"];
export type Grade = Schemas["GradeOut"];
/** `unusable` was not counted and may be tried again; `unforeseen` may be right, and a model may be asked. */
export type Verdict = Grade["verdict"];
/** A grammar point on the learner's map; `assumed`: known only because it lies below the learner's level. */
export type Point = Schemas["PointOut"];
export type PointState = Point["state"];
/** How much of the learner's level is known, and which level comes next. */
export type LevelDone = Schemas["LevelDoneOut"];
export type Placement = Schemas["PlacementOut"];

const item = (id: string): string => `/api/drills/items/${encodeURIComponent(id)}`;
const placement = (id: string): string => `/api/placement/${encodeURIComponent(id)}`;

export const exercisesApi = {
  syllabus: () => json<Point[]>("/api/syllabus"),
  level: () => json<LevelDone>("/api/drills/level"),
  point: (id: string) => json<Point>(`/api/syllabus/${encodeURIComponent(id)}`),

  /** New exercises: about one point, or about what the learner needs most. */
  items: (point: string | null, count = 10) =>
    json<Item[]>(`/api/drills/items?count=${count}${point === null ? "" : `&point=${encodeURIComponent(point)}`}`),
  /** `null` says "I don't know"; `named` is what this page calls the answer: sent twice, it counts once. */
  answer: (id: string, answer: string | null, named: string, signal?: AbortSignal) =>
    json<Grade>(`${item(id)}/answer`, "POST", { answer, id: named }, signal),
  /** Asks the model about an answer that the rules did not foresee. */
  judge: (id: string, answer: string | null, named: string) =>
    json<Grade>(`${item(id)}/answer`, "POST", { answer, id: named, judge: true }),
  speechOfItem: (id: string): string => `${item(id)}/speech`,
  answerAloud: (id: string, recording: Blob) => json<Grade>(`${item(id)}/recording`, "POST", recordingForm(recording)),

  beginPlacement: (spoken: boolean) => json<Placement>("/api/placement", "POST", { spoken }),
  placement: (id: string) => json<Placement>(placement(id)),
  answerPlacement: (id: string, item_id: string, answer: string | null) =>
    json<Placement>(`${placement(id)}/answer`, "POST", { item_id, answer }),
  answerPlacementAloud: (id: string, recording: Blob) =>
    json<Placement>(`${placement(id)}/recording`, "POST", recordingForm(recording)),
};
