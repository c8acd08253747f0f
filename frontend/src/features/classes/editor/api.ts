import { json } from "../../../shared/wire/http";
import type { LevelId, Schemas } from "../../../shared/wire/types";

/** A scene of the teacher's as it is written, with what is wrong with it. */
export type OwnScene = Schemas["TaughtSceneOut"];
export type SceneSum = Schemas["TaughtSceneSum"];
export type Draft = Schemas["SceneDraft-Output"];
export type Problem = Schemas["ProblemOut"];
export type Trial = Schemas["TrialOut"];
export type Copyable = Schemas["CopyableOut"];
/** Lines by band of levels. */
export type Lines = Draft["opening"];

const one = (id: string): string => `/api/taught-scenes/${encodeURIComponent(id)}`;
const inClass = (id: string, room: string): string => `${one(id)}/classes/${encodeURIComponent(room)}`;

export interface Talk {
  level: LevelId;
  opening: string;
  lines: [string, string][];
  said: string;
  model: boolean;
  /** The complication of this talk. */
  twist: string | null;
}

/** The complication that a talk begins with: one by its id, any, or none. */
export type Wanted = { twist: string } | { draw: true } | Record<string, never>;

export const editorApi = {
  all: () => json<SceneSum[]>("/api/taught-scenes"),
  copyable: () => json<Copyable[]>("/api/taught-scenes/copyable"),
  begin: (copy_of: string | null) => json<OwnScene>("/api/taught-scenes", "POST", { copy_of }),
  fromFile: (text: string) => json<OwnScene>("/api/taught-scenes/import", "POST", { text }),
  read: (id: string) => json<OwnScene>(one(id)),
  save: (id: string, draft: Draft) => json<OwnScene>(one(id), "PUT", { draft }),
  remove: (id: string) => json<undefined>(one(id), "DELETE"),
  file: (id: string): string => `${one(id)}/file`,
  publish: (id: string, room: string) => json<OwnScene>(inClass(id, room), "PUT"),
  unpublish: (id: string, room: string) => json<OwnScene>(inClass(id, room), "DELETE"),
  begins: (id: string, level: LevelId, wanted: Wanted) => json<Trial>(`${one(id)}/try`, "POST", { level, ...wanted }),
  answer: (id: string, talk: Talk) => json<Trial>(`${one(id)}/try`, "POST", talk),
};
