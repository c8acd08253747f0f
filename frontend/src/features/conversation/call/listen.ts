import type { Transcript } from "../../../shared/wire/types";

/** What the server says while it listens. */
export type ListenMessage =
  | { type: "ready"; session: string; received: number; silence_s: number }
  | { type: "voice"; on: boolean }
  | { type: "partial"; text: string }
  | { type: "final"; listen_id: string; transcript: Transcript & { text: string } }
  /** No words; `unclear` where somebody seems to have spoken all the same. */
  | { type: "nothing"; unclear: boolean }
  /** Voices beside the learner's, which are fainter than this in decibels of full scale; null: not any more. */
  | { type: "others"; below_db: number | null }
  | { type: "error"; code: string; message: string; action: string | null; fatal?: boolean };

/** What the page says beside the audio. */
export type ListenCommand = { type: "end" } | { type: "hold"; on: boolean } | { type: "discard" } | { type: "mine" };

/** Codes with which the server closes for good; any other end is a lost connection. */
export const REFUSALS = { 4401: "signIn", 4403: "foreign", 4404: "gone", 4408: "silent", 4429: "busy" } as const;
export type Refusal = (typeof REFUSALS)[keyof typeof REFUSALS];

/** With `session` the server goes on where a lost connection left off. */
export function listenUrl(conversationId: string, session: string | null): string {
  const url = new URL("/api/listen", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.searchParams.set("conversation_id", conversationId);
  if (session) url.searchParams.set("session", session);
  return url.href;
}
