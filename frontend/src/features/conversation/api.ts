import { EVENT_STREAM, fetchOk, json, recordingForm } from "../../shared/wire/http";
import type { Conversation, ConversationSummary, Level, LevelId, Scenario, Schemas } from "../../shared/wire/types";

const conversation = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;
const turn = (id: string): string => `/api/turns/${encodeURIComponent(id)}`;
const message = (id: string): string => `/api/messages/${encodeURIComponent(id)}`;
export const recordingUrl = (messageId: string): string => `${message(messageId)}/recording`;

export type ConversationChange = Partial<Pick<Conversation, "title" | "level" | "archived">>;

/** What the learner sends: typed text, a recording or what was heard in a call, maybe in place of an earlier message. */
export type Outgoing = { replaces?: string } & (
  | { kind: "text"; text: string }
  | { kind: "audio"; blob: Blob; url: string }
  | { kind: "heard"; listenId: string; text: string; edited: boolean }
);

/** Sent again under the same name, it is stored once and answered once. */
function turnBody(outgoing: Outgoing, sentAs: string): RequestInit {
  const headers = { ...EVENT_STREAM, "Idempotency-Key": sentAs };
  if (outgoing.kind !== "audio") {
    const { replaces } = outgoing;
    const said =
      outgoing.kind === "text"
        ? { text: outgoing.text }
        : { listen_id: outgoing.listenId, ...(outgoing.edited ? { text: outgoing.text } : {}) };
    return {
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify(replaces ? { ...said, replaces } : said),
    };
  }
  const form = recordingForm(outgoing.blob);
  if (outgoing.replaces) form.append("replaces", outgoing.replaces);
  return { headers, body: form };
}

export const conversationApi = {
  levels: () => json<Level[]>("/api/levels"),
  scenarios: () => json<Scenario[]>("/api/scenarios"),

  list: (before?: string) =>
    json<ConversationSummary[]>(`/api/conversations?limit=50${before ? `&before=${encodeURIComponent(before)}` : ""}`),
  /** Those that were put away. */
  archived: () => json<ConversationSummary[]>("/api/conversations?limit=200&archived=true"),
  exportUrl: (id: string): string => `${conversation(id)}/export.md`,
  create: (
    level: LevelId,
    about:
      | { scenario_id: string; template_id: string | null }
      | { document_id: string; reading?: true }
      | { point_id: string }
      | { words: string[] },
  ) => json<Conversation>("/api/conversations", "POST", { level, ...about }),
  read: (id: string, signal?: AbortSignal) => json<Conversation>(conversation(id), "GET", undefined, signal),
  change: (id: string, change: ConversationChange) => json<Conversation>(conversation(id), "PATCH", change),
  remove: (id: string) => json<undefined>(conversation(id), "DELETE"),
  prewarm: (id: string) => json<unknown>(`${conversation(id)}/prewarm`, "POST"),

  sendTurn: (conversationId: string, outgoing: Outgoing, sentAs: string, signal: AbortSignal) =>
    fetchOk(`${conversation(conversationId)}/turns`, { method: "POST", signal, ...turnBody(outgoing, sentAs) }),
  regenerate: (turnId: string, signal: AbortSignal) =>
    fetchOk(`${turn(turnId)}/regenerate`, { method: "POST", signal, headers: EVENT_STREAM }),
  turnEvents: (turnId: string, lastEventId: string | null, signal: AbortSignal) =>
    fetchOk(`${turn(turnId)}/events`, {
      signal,
      headers: lastEventId === null ? EVENT_STREAM : { ...EVENT_STREAM, "Last-Event-ID": lastEventId },
    }),
  stopTurn: (turnId: string) => json<undefined>(turn(turnId), "DELETE"),

  translate: (messageId: string) => json<Schemas["Translation"]>(`${message(messageId)}/translation`, "POST", {}),
  recording: async (messageId: string) => (await fetchOk(recordingUrl(messageId))).blob(),
};
