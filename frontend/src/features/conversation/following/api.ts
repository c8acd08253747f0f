import { fetchOk, json } from "../../../shared/wire/client";
import type { LevelId, Message } from "../../../shared/wire/types";

/** What a page of the learner is told while it has a conversation open. */
export interface ConversationState {
  last_turn_id: string | null;
  /** Until when those with the learner's link may follow; null when nobody may. */
  shared_until: string | null;
  followers: number;
}

export interface NewShare {
  token: string;
  url: string;
  expires_at: string;
}

/** What a guest is not told of a message. */
type Hidden = "recording_url" | "speech_url" | "translation" | "usage" | "model" | "engine";

/** A conversation as a guest sees it. */
export interface Followed {
  learner: string;
  title: string;
  level: LevelId;
  until: string;
  active_turn_id: string | null;
  messages: Omit<Message, Hidden>[];
}

const EVENT_STREAM = { Accept: "text/event-stream" };
const conversation = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;

export const following = {
  states: (id: string, signal: AbortSignal) =>
    fetchOk(`${conversation(id)}/events`, { signal, headers: EVENT_STREAM }),
  share: (id: string, hours: number) => json<NewShare>(`${conversation(id)}/share`, "POST", { hours }),
  unshare: (id: string) => json<undefined>(`${conversation(id)}/share`, "DELETE"),
  asGuest: (token: string, signal: AbortSignal) =>
    fetchOk("/api/followed/events", { signal, headers: { ...EVENT_STREAM, "Share-Token": token } }),
};
