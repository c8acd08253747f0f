import { EVENT_STREAM, fetchOk, json } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

/** What a page of the learner is told while it has a conversation open. */
export type ConversationState = Schemas["ConversationState"];
/** What a teacher who follows whispers. */
export type Hint = Schemas["HintEvent"];
export type NewShare = Schemas["ShareOut"];
/** A conversation as a guest sees it. */
export type Followed = Schemas["Followed"];

const conversation = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;

export const followingApi = {
  states: (id: string, signal: AbortSignal) =>
    fetchOk(`${conversation(id)}/events`, { signal, headers: EVENT_STREAM }),
  share: (id: string, hours: number) => json<NewShare>(`${conversation(id)}/share`, "POST", { hours }),
  unshare: (id: string) => json<undefined>(`${conversation(id)}/share`, "DELETE"),
  whisper: (token: string, text: string) =>
    fetchOk("/api/followed/hint", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Share-Token": token },
      body: JSON.stringify({ text }),
    }).then((answer) => answer.json() as Promise<Schemas["HintSent"]>),
  asGuest: (token: string, signal: AbortSignal) =>
    fetchOk("/api/followed/events", { signal, headers: { ...EVENT_STREAM, "Share-Token": token } }),
};
