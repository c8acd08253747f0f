import { EVENT_STREAM, fetchOk, json } from "../../../shared/wire/http";
import type { LevelId, Schemas } from "../../../shared/wire/types";

/** Stands for the template that comes with the tutor; it has no version. */
export const BUILT_IN = "built-in";

export type Template = Schemas["TemplateOut"];
/** What is null is as usual. */
export type Trial = Schemas["Trial"];

const one = (id: string): string => `/api/templates/${encodeURIComponent(id)}`;

export const templatesApi = {
  list: () => json<Template[]>("/api/templates"),
  versions: (id: string) => json<Template[]>(`${one(id)}/versions`),
  variables: (level: LevelId, scenario_id: string, first_language: string) =>
    json<Record<string, string>>(`/api/templates/variables?${new URLSearchParams({ level, scenario_id, first_language })}`),
  add: (name: string, text: string) => json<Template>("/api/templates", "POST", { name, text }),
  save: (id: string, name: string, text: string) => json<Template>(one(id), "PUT", { name, text }),
  remove: (id: string) => json<undefined>(one(id), "DELETE"),
  fromFile: (text: string) => json<Template>("/api/templates/import", "POST", { text }),
  fileOf: (id: string): string => `${one(id)}/file`,
  try: (trial: Trial, signal: AbortSignal) =>
    fetchOk("/api/templates/try", {
      method: "POST",
      signal,
      headers: { ...EVENT_STREAM, "Content-Type": "application/json" },
      body: JSON.stringify(trial),
    }),
};
