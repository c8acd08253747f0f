import { json } from "../../../shared/wire/http";
import type { LevelId, Schemas } from "../../../shared/wire/types";

/** Something that answers, hears or speaks, or could. */
export type Model = Schemas["ModelOut"];
export type Models = Schemas["ModelsOut"];
export type Tried = Schemas["TryOut"];

// Names of Ollama hold slashes and colons, which stay as they are.
const one = (id: string): string => `/api/models/${id.split("/").map(encodeURIComponent).join("/")}`;

export const modelsApi = {
  list: () => json<Models>("/api/models"),
  get: (id: string) => json<Schemas["DownloadOut"]>(`${one(id)}/download`, "POST"),
  cancel: (id: string) => json<undefined>(`${one(id)}/download`, "DELETE"),
  remove: (id: string) => json<undefined>(one(id), "DELETE"),
  hearWith: (id: string) => json<undefined>(`${one(id)}/use`, "POST"),
  measure: (id: string) => json<Model>(`${one(id)}/measure`, "POST"),
  try: (id: string, text: string, level: LevelId) => json<Tried>(`${one(id)}/try`, "POST", { text, level }),
  preview: (id: string): string => `${one(id)}/preview`,
};

/** Whether it is being fetched. */
export function isComing({ download }: Model): boolean {
  return download?.state === "waiting" || download?.state === "coming";
}
