import { useSyncExternalStore } from "react";

const PATTERN = /^#\/c\/([^/]+)$/;

export function conversationHash(id: string): string {
  return `#/c/${encodeURIComponent(id)}`;
}

/** Goes to a conversation, or to the start page for null. */
export function goTo(id: string | null): void {
  window.location.hash = id === null ? "#/" : conversationHash(id);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

function current(): string | null {
  const found = PATTERN.exec(window.location.hash)?.[1];
  return found ? decodeURIComponent(found) : null;
}

/** The id of the open conversation, from the address. */
export function useHashRoute(): string | null {
  return useSyncExternalStore(subscribe, current);
}
