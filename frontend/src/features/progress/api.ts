import { json } from "../../shared/wire/http";
import type { Schemas } from "../../shared/wire/types";

export type Progress = Schemas["ProgressOut"];
/** How often each kind of mistake was made, week by week, and how much was said; the Mondays, oldest first. */
export type ErrorProgress = Schemas["ErrorsByWeek"];

export const progressApi = {
  overview: (weeks: number) => json<Progress>(`/api/progress?weeks=${weeks}`),
  errors: (weeks: number) => json<ErrorProgress>(`/api/progress/errors?weeks=${weeks}`),
};
