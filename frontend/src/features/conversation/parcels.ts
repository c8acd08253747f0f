import { common } from "../../shared/i18n/common";
import { toErrorBody } from "../../shared/wire/http";
import { conversationApi, type Outgoing } from "./api";
import { hasArrived, type Parcel } from "./outbox";

/** The server no longer has the sound of what was heard in a call, or has sent it already. */
const FORGOTTEN = "speech_forgotten";

/** The server had taken a doubtful parcel after all. */
export class AlreadyThere extends Error {}

/** A name for what is not on the server yet. */
export function newKey(): string {
  // crypto.randomUUID is missing outside a secure context, where the page still has to work for typing.
  return `local-${Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join("")}`;
}

/** What the thread shows of something that is being sent. */
export function shownAs(key: string, outgoing: Outgoing): { key: string; text: string; recordingUrl: string | null } {
  return {
    key,
    text: outgoing.kind === "audio" ? "" : outgoing.text,
    recordingUrl: outgoing.kind === "audio" ? outgoing.url : null,
  };
}

export function unsentAction(key: string, { outgoing, reason }: Parcel) {
  return { type: "unsent", ...shownAs(key, outgoing), error: reason } as const;
}

/** Posts a parcel; one that may have arrived before is looked for first. Throws AlreadyThere, ApiError. */
export async function post(id: string, parcel: Parcel, outgoing: Outgoing, signal: AbortSignal): Promise<Response> {
  if (parcel.doubtful && hasArrived(parcel, (await conversationApi.read(id, signal)).messages)) {
    throw new AlreadyThere();
  }
  return conversationApi.sendTurn(id, outgoing, signal);
}

/** Notes why a parcel was not sent, and makes it ready to be sent again. True when it has arrived all the same. */
export async function failed(id: string, parcel: Parcel, error: unknown): Promise<boolean> {
  parcel.reason = toErrorBody(error);
  // A browser sends a request again by itself when its connection closed before the answer: the second one
  // then finds the first under way.
  parcel.doubtful = ["network", "turn_in_progress", FORGOTTEN].includes(parcel.reason.code);
  if (error instanceof AlreadyThere || (await isThere(id, parcel))) return true;
  // The sound of what was said in a call is kept for a while only: then the words alone are sent.
  const { outgoing } = parcel;
  if (parcel.reason.code === FORGOTTEN && outgoing.kind === "heard") {
    const { text, replaces } = outgoing;
    parcel.outgoing = { kind: "text", text, ...(replaces ? { replaces } : {}) };
    parcel.reason = { ...parcel.reason, action: common.errors.interrupted.action };
  }
  return false;
}

/** Asks whether a parcel whose sending broke off has reached the server; false when nobody can tell. */
async function isThere(id: string, parcel: Parcel): Promise<boolean> {
  if (!parcel.doubtful) return false;
  try {
    return hasArrived(parcel, (await conversationApi.read(id)).messages);
  } catch {
    return false;
  }
}
