import { useMemo, useSyncExternalStore } from "react";

export type Route =
  | { page: "home" }
  | { page: "conversation"; id: string }
  | { page: "progress" }
  /** Where a new tutor gets its owner, and where an invitation leads. */
  | { page: "setup" | "join"; token: string };

export const HOME = "#/";
export const PROGRESS = "#/progress";

export function conversationHash(id: string): string {
  return `#/c/${encodeURIComponent(id)}`;
}

export function goTo(hash: string): void {
  window.location.hash = hash;
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page, id] = path.split("/");
  if (page === "c" && id) return { page: "conversation", id: decode(id) };
  if (page === "progress") return { page };
  if (page === "setup" || page === "join") return { page, token: new URLSearchParams(query).get("token") ?? "" };
  return { page: "home" };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** What the address asks for. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}
