/** Calls of the server; every failure becomes an ApiError with something to say and something to do. */
import { strings } from "./strings";
import type { Conversation, ConversationSummary, Correction, Learner, Problem } from "./types";

export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(problem.message);
  }
}

export function problemOf(error: unknown): Problem {
  return error instanceof ApiError ? error.problem : strings.problems.lost;
}

export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(strings.problems.gone, 0);
  }
  if (response.ok) return response;
  let problem: Problem = strings.problems.lost;
  try {
    problem = ((await response.json()) as { error: Problem }).error ?? problem;
  } catch {
    // Not the tutor's own answer: a proxy's page, say. The general sentence stands.
  }
  throw new ApiError(problem, response.status);
}

async function json<T>(path: string, method = "GET", body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  const response = await send(path, init);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const api = {
  get: <T>(path: string) => json<T>(path),
  conversations: () => json<ConversationSummary[]>("/api/conversations"),
  conversation: (id: string) => json<Conversation>(`/api/conversations/${id}`),
  begin: (level: string, scenario_id: string) =>
    json<Conversation>("/api/conversations", "POST", { level, scenario_id }),
  change: (id: string, patch: { title?: string; level?: string }) =>
    json<Conversation>(`/api/conversations/${id}`, "PATCH", patch),
  remove: (id: string) => json<void>(`/api/conversations/${id}`, "DELETE"),
  prewarm: (id: string) => json<unknown>(`/api/conversations/${id}/prewarm`, "POST"),
  stop: (turnId: string) => json<void>(`/api/turns/${turnId}`, "DELETE"),
  translate: (messageId: string) =>
    json<{ text: string; language: string }>(`/api/messages/${messageId}/translation`, "POST"),
  correct: (text: string, level: string, signal: AbortSignal) =>
    json<{ corrections: Correction[] }>("/api/corrections", "POST", { text, level, mode: "fast" }, signal),
  learner: (patch: Partial<Learner>) => json<Learner>("/api/learner", "PATCH", patch),
};
