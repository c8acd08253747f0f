import type { Outgoing } from "./api";
import type { ErrorBody, Message } from "../../shared/wire/types";
import { keepText, readText } from "../../shared/tabStorage";
import { common } from "../../shared/i18n/common";

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

/** What of a parcel outlives the page. A recording does not fit; the browser asks before it is lost. */
interface Kept {
  conversation: string;
  key: string;
  text: string;
  /** Said in a call: the server has the sound, for a while. */
  heard?: { listenId: string; edited: boolean };
  replaces?: string;
  known: string[];
}

const NAME = "unsent";

/** Parcels by conversation and then by the key of their bubble; it outlives the open view, and typed ones the page. */
export class Outbox {
  #conversations = new Map<string, Map<string, Parcel>>();

  constructor() {
    for (const { conversation, key, known, heard, ...said } of readKept()) {
      const parcel = newParcel(heard ? { kind: "heard", ...heard, ...said } : { kind: "text", ...said }, []);
      // Whether it had left before the page was closed, nobody remembers.
      this.#of(conversation).set(key, { ...parcel, known: new Set(known), doubtful: true });
    }
  }

  of(conversationId: string): ReadonlyMap<string, Parcel> {
    return this.#of(conversationId);
  }

  put(conversationId: string, key: string, parcel: Parcel): void {
    this.#of(conversationId).set(key, parcel);
    this.#keep();
  }

  drop(conversationId: string, key: string): void {
    this.#of(conversationId).delete(key);
    this.#keep();
  }

  dropConversation(conversationId: string): void {
    this.#conversations.delete(conversationId);
    this.#keep();
  }

  /** A message of the learner came through: no parcel may be taken for it. */
  learn(conversationId: string, messageId: string): void {
    for (const parcel of this.#of(conversationId).values()) parcel.known.add(messageId);
    this.#keep();
  }

  /** Whether closing the page would lose something. */
  get holdsRecordings(): boolean {
    return [...this.#conversations.values()].some((parcels) =>
      [...parcels.values()].some(({ outgoing }) => outgoing.kind === "audio"),
    );
  }

  #of(conversationId: string): Map<string, Parcel> {
    const parcels = this.#conversations.get(conversationId) ?? new Map<string, Parcel>();
    this.#conversations.set(conversationId, parcels);
    return parcels;
  }

  #keep(): void {
    const kept: Kept[] = [];
    for (const [conversation, parcels] of this.#conversations) {
      for (const [key, { outgoing, known }] of parcels) {
        if (outgoing.kind === "audio") continue;
        const { text, replaces } = outgoing;
        kept.push({
          conversation,
          key,
          text,
          ...(outgoing.kind === "heard" ? { heard: { listenId: outgoing.listenId, edited: outgoing.edited } } : {}),
          ...(replaces ? { replaces } : {}),
          known: [...known],
        });
      }
    }
    keepText(NAME, kept.length > 0 ? JSON.stringify(kept) : "");
  }
}

function readKept(): Kept[] {
  try {
    return JSON.parse(readText(NAME) || "[]") as Kept[];
  } catch {
    return [];
  }
}

export function newParcel(outgoing: Outgoing, messages: readonly Pick<Message, "id" | "role">[], reason?: ErrorBody): Parcel {
  return {
    outgoing,
    known: new Set(messages.filter(({ role }) => role === "learner").map(({ id }) => id)),
    doubtful: false,
    reason: reason ?? { code: "unsent", ...common.errors.interrupted, retryable: true },
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
