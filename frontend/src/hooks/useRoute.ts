import { useMemo, useSyncExternalStore } from "react";

export type Route =
  | { page: "home" }
  | { page: "conversation"; id: string }
  | { page: "progress" | "placement" | "turns" }
  /** A session about what is due and needed most, or about one grammar point. */
  | { page: "practice"; point: string | null }
  /** The map of grammar points, one of them open. */
  | { page: "map"; point: string | null }
  /** Where a new tutor gets its owner, and where an invitation leads. */
  | { page: "setup" | "join"; token: string }
  /** Somebody else's conversation that one may follow. */
  | { page: "follow"; token: string };

export const HOME = "#/";
export const PROGRESS = "#/progress";
export const PRACTICE = "#/practice";
export const MAP = "#/map";
export const PLACEMENT = "#/placement";
export const TURNS = "#/turns";

export function pointHash(page: typeof PRACTICE | typeof MAP, point: string): string {
  return `${page}?point=${encodeURIComponent(point)}`;
}

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
  const asked = new URLSearchParams(query);
  if (page === "progress" || page === "placement" || page === "turns") return { page };
  if (page === "practice" || page === "map") return { page, point: asked.get("point") };
  if (page === "setup" || page === "join" || page === "follow") return { page, token: asked.get("token") ?? "" };
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
