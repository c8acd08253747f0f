import { json } from "../shared/wire/http";
import type { Status } from "../shared/wire/types";

export const appApi = {
  status: (signal?: AbortSignal) => json<Status>("/api/status", "GET", undefined, signal),
};
