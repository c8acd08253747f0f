import { json } from "../../shared/wire/http";
import type { Schemas } from "../../shared/wire/types";

/** What to do now, and how the day stands. */
export type Day = Schemas["TodayOut"];

export const todayApi = {
  read: (signal?: AbortSignal) => json<Day>("/api/today", "GET", undefined, signal),
};
