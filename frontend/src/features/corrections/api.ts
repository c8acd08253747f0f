import { EVENT_STREAM, fetchOk, json } from "../../shared/wire/http";
import type { Correction, LevelId, Schemas } from "../../shared/wire/types";

const correctionOf = (messageId: string, correctionId: string): string =>
  `/api/messages/${encodeURIComponent(messageId)}/corrections/${encodeURIComponent(correctionId)}`;

export const correctionsApi = {
  /** With a conversation, the tutor also reads the text as one that will be sent there. */
  check: (text: string, level: LevelId, conversation: string | null, signal: AbortSignal) =>
    json<Schemas["CorrectionAnswer"]>(
      "/api/corrections",
      "POST",
      { text, level, mode: "fast", conversation_id: conversation },
      signal,
    ),
  dismiss: (messageId: string, correctionId: string) =>
    json<undefined>(`${correctionOf(messageId, correctionId)}/dismiss`, "POST"),
  accept: (messageId: string, correctionId: string) =>
    json<undefined>(`${correctionOf(messageId, correctionId)}/accept`, "POST"),
  /** The point of the map that a correction is about; null for what is about words. */
  point: ({ reason, rule_id, category, replacement }: Correction) =>
    json<Schemas["PointLink"] | null>(
      `/api/corrections/point?${new URLSearchParams({ reason: reason || rule_id, category, form: replacement }).toString()}`,
    ),
  dismissSuggestion: ({ original, replacement, category, rule_id, source }: Correction) =>
    json<undefined>("/api/corrections/dismiss", "POST", { original, replacement, category, rule_id, source }),
  acceptSuggestion: ({ rule_id, source }: Correction) =>
    json<undefined>("/api/corrections/accept", "POST", { rule_id, source }),
  why: (messageId: string, correctionId: string, signal: AbortSignal) =>
    fetchOk(`${correctionOf(messageId, correctionId)}/why`, { method: "POST", signal, headers: EVENT_STREAM }),
};
