import type { Outgoing } from "../api/client";
import type { ErrorBody, Message } from "../api/types";
import { strings } from "../strings";

/** What the learner said and the server has not confirmed. */
export interface Parcel {
  outgoing: Outgoing;
  /** The learner's messages that were there already, by id. */
  known: Set<string>;
  /** The connection broke while this was under way: the server may have it all the same. */
  doubtful: boolean;
  /** Why it is still here. */
  reason: ErrorBody;
  /** Settles when the attempt under way has reached the server or failed. */
  sending: Promise<void>;
}

/** Parcels by conversation and then by the key of their bubble; it outlives the open view. */
export type Outbox = Map<string, Map<string, Parcel>>;

export function parcelsOf(outbox: Outbox, conversationId: string): Map<string, Parcel> {
  const parcels = outbox.get(conversationId) ?? new Map<string, Parcel>();
  outbox.set(conversationId, parcels);
  return parcels;
}

export function newParcel(outgoing: Outgoing, messages: readonly Message[], reason?: ErrorBody): Parcel {
  return {
    outgoing,
    known: new Set(messages.filter(({ role }) => role === "learner").map(({ id }) => id)),
    doubtful: false,
    reason: reason ?? { code: "unsent", ...strings.errors.interrupted, retryable: true },
    sending: Promise.resolve(),
  };
}

/** Whether the server's messages hold what was sent, although its answer never came. */
export function hasArrived({ outgoing, known }: Parcel, messages: readonly Message[]): boolean {
  return messages.some(
    ({ id, role, text, recording_url }) =>
      role === "learner" &&
      !known.has(id) &&
      (outgoing.kind === "text" ? recording_url === null && text === outgoing.text : recording_url !== null),
  );
}
