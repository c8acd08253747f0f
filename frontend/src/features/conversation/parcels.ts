import { common } from "../../shared/i18n/common";
import { toErrorBody } from "../../shared/wire/http";
import { conversationApi, type Outgoing } from "./api";
import { hasArrived, type Parcel } from "./outbox";

/** The server no longer has the sound of what was heard in a call. */
const FORGOTTEN = "speech_forgotten";

/** A name for what is not on the server yet, under which it is sent. */
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

/** Notes why a parcel was not sent, and makes it ready to be sent again. True when it has arrived all the same. */
export async function failed(id: string, key: string, parcel: Parcel, error: unknown): Promise<boolean> {
  parcel.reason = toErrorBody(error);
  if (parcel.reason.code === "network" && (await isThere(id, key))) return true;
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
async function isThere(id: string, key: string): Promise<boolean> {
  try {
    return hasArrived(key, (await conversationApi.read(id)).messages);
  } catch {
    return false;
  }
}
