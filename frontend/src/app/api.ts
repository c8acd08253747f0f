import { json } from "../shared/wire/http";
import type { Schemas, Status } from "../shared/wire/types";

/** What one box finds among all that was said, read and kept. */
export type Found = Schemas["FoundOut"];
export type Snippet = Schemas["SnippetOut"];

export const appApi = {
  search: (query: string, signal: AbortSignal) =>
    json<Found>(`/api/search?q=${encodeURIComponent(query)}`, "GET", undefined, signal),
  status: (signal?: AbortSignal) => json<Status>("/api/status", "GET", undefined, signal),
};
