import type { Outgoing } from "./api";
import type { ErrorBody, Message } from "../../shared/wire/types";
import { keepText, readText } from "../../shared/tabStorage";
import { common } from "../../shared/i18n/common";

/** What the learner said and the server has not confirmed. */
export interface Parcel {
  outgoing: Outgoing;
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
}

const NAME = "unsent";

/** Parcels by conversation and then by the key of their bubble; it outlives the open view, and typed ones the page. */
export class Outbox {
  #conversations = new Map<string, Map<string, Parcel>>();

  constructor() {
    for (const { conversation, key, heard, ...said } of readKept()) {
      const outgoing: Outgoing = heard ? { kind: "heard", ...heard, ...said } : { kind: "text", ...said };
      this.#of(conversation).set(key, newParcel(outgoing));
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
      for (const [key, { outgoing }] of parcels) {
        if (outgoing.kind === "audio") continue;
        const { text, replaces } = outgoing;
        kept.push({
          conversation,
          key,
          text,
          ...(outgoing.kind === "heard" ? { heard: { listenId: outgoing.listenId, edited: outgoing.edited } } : {}),
          ...(replaces ? { replaces } : {}),
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

export function newParcel(outgoing: Outgoing, reason?: ErrorBody): Parcel {
  return {
    outgoing,
    reason: reason ?? { code: "unsent", ...common.errors.interrupted, retryable: true },
    sending: Promise.resolve(),
  };
}

/** Whether the server has what was sent under a key, although its answer never came. */
export function hasArrived(key: string, messages: readonly Pick<Message, "sent_as">[]): boolean {
  return messages.some(({ sent_as }) => sent_as === key);
}
