import { fetchOk, json } from "../../../shared/wire/client";
import type { LevelId, Usage } from "../../../shared/wire/types";

/** Stands for the template that comes with the tutor; it has no version. */
export const BUILT_IN = "built-in";

export interface Template {
  id: string;
  name: string;
  version: number | null;
  text: string;
  saved_at: string | null;
}

export interface Trial {
  text: string;
  message: string;
  level: LevelId;
  scenario_id: string;
  first_language: string;
  /** What is null is as usual. */
  temperature: number | null;
  top_p: number | null;
  max_tokens: number | null;
}

export type TrialEvent =
  | { type: "start"; model: string; engine: string; why: string }
  | { type: "queue"; position: number; wait_s: number | null }
  | { type: "token"; text: string }
  | { type: "done"; text: string; usage: Usage | null }
  | { type: "error"; code: string; message: string; action: string; retryable: boolean };

const one = (id: string): string => `/api/templates/${encodeURIComponent(id)}`;

export const templates = {
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
      headers: { Accept: "text/event-stream", "Content-Type": "application/json" },
      body: JSON.stringify(trial),
    }),
};
