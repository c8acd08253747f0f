import { json, recordingForm } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

/** A longer exercise in a list; `best` of `total` when it was done before. */
export type Longer = Schemas["LongerOut"];
export type GapText = Schemas["GapTextOut"];
export type GapGrades = Schemas["GapGradesOut"];
export type Passage = Schemas["ListeningOut"];
export type PassageGrades = Schemas["ListeningGradesOut"];
export type Task = Schemas["TaskOut"];
export type Marked = Schemas["MarkedOut"];

export const FAMILIES = ["gaps", "listening", "tasks"] as const;
export type Family = (typeof FAMILIES)[number];

const PATHS = { gaps: "/api/gap-texts", listening: "/api/listening", tasks: "/api/tasks" } as const;
const one = (family: Family, id: string): string => `${PATHS[family]}/${encodeURIComponent(id)}`;

export const longerApi = {
  list: (family: Family) => json<Longer[]>(PATHS[family]),

  gapText: (id: string) => json<GapText>(one("gaps", id)),
  fill: (id: string, answers: string[]) => json<GapGrades>(`${one("gaps", id)}/answers`, "POST", { answers }),

  passage: (id: string) => json<Passage>(one("listening", id)),
  choose: (id: string, choices: string[]) =>
    json<PassageGrades>(`${one("listening", id)}/answers`, "POST", { choices }),

  task: (id: string) => json<Task>(one("tasks", id)),
  write: (id: string, text: string) => json<Marked>(`${one("tasks", id)}/written`, "POST", { text }),
  speak: (id: string, recording: Blob) =>
    json<Marked>(`${one("tasks", id)}/spoken`, "POST", recordingForm(recording)),
};
