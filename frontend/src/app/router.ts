import { FAMILIES, type Family } from "../features/exercises/longer/api";
import { useMemo, useSyncExternalStore } from "react";

/** Pages that are what their name says, and nothing more. */
const PLAIN = ["progress", "placement", "templates", "documents", "turns", "models", "words", "platforms"] as const;

const COURSE: Record<string, "courseDoor" | "coursePick" | "courseWindow" | undefined> = {
  door: "courseDoor",
  pick: "coursePick",
  window: "courseWindow",
};

export type Route =
  | { page: "home" }
  /** An address that is none of the page's: of a later version, or mistyped. */
  | { page: "lost" }
  /** `read`: from which passage on its document is to be read together; `at`: the message to be shown. */
  | { page: "conversation"; id: string; read: number | null; at: string | null }
  | { page: (typeof PLAIN)[number] }
  /** A document, opened at a passage. */
  | { page: "document"; id: string; at: number }
  /** A session about what is due and needed most, or about one grammar point. */
  | { page: "practice"; point: string | null }
  /** Texts with gaps, listening or tasks: the list, or one of them. */
  | { page: "longer"; family: Family; id: string | null }
  /** The map of grammar points, one of them open. */
  | { page: "map"; point: string | null }
  /** Classes: all of them, one for its teacher, one learner in it, the door of one. */
  | { page: "classes" }
  | { page: "class"; id: string }
  | { page: "classLearner"; id: string; learner: string }
  | { page: "joinClass"; token: string }
  /** A scene of a teacher's own, to be written. */
  | { page: "sceneEditor"; id: string }
  /** Sentences of a class, to be practised. */
  | { page: "classPractice"; id: string; set: string }
  /** Something that one is to do for a class: where a link of a course leads. */
  | { page: "assignment"; id: string }
  /** Come from a course: before the door of its class, to choose what a link opens, or where a window of its own is needed. */
  | { page: "courseDoor" | "coursePick" | "courseWindow"; token: string }
  /** Where a new tutor gets its owner, and where an invitation leads. */
  | { page: "setup"; token: string }
  | { page: "join"; token: string }
  /** Where who has forgotten their password sets a new one. */
  | { page: "reset"; token: string }
  /** Where the way through another site ended, with the code of what went wrong. */
  | { page: "problem"; code: string }
  /** Somebody else's conversation that one may follow. */
  | { page: "follow"; token: string };

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page, id, at] = path.split("/");
  const asked = new URLSearchParams(query);
  if (page === "c" && id) {
    return { page: "conversation", id: decode(id), read: passage(asked.get("read")), at: asked.get("at") };
  }
  if (page === "documents" && id) return { page: "document", id: decode(id), at: passage(asked.get("at")) ?? 1 };
  const plain = PLAIN.find((name) => name === page);
  if (plain) return { page: plain };
  if (page === "longer") {
    const family = FAMILIES.find((name) => name === id) ?? "gaps";
    return { page, family, id: at ? decode(at) : null };
  }
  if (page === "practice" || page === "map") return { page, point: asked.get("point") };
  if (page === "classes" && id && at) return { page: "classLearner", id: decode(id), learner: decode(at) };
  if (page === "classes" && id) return { page: "class", id: decode(id) };
  if (page === "classes") return { page };
  if (page === "scenes" && id) return { page: "sceneEditor", id: decode(id) };
  if (page === "sentences" && id && at) return { page: "classPractice", id: decode(id), set: decode(at) };
  if (page === "assignment" && id) return { page, id: decode(id) };
  const course = page === "course" ? COURSE[id ?? ""] : undefined;
  if (course) return { page: course, token: asked.get("token") ?? "" };
  if (page === "class") return { page: "joinClass", token: asked.get("code") ?? "" };
  if (page === "setup" || page === "join" || page === "reset" || page === "follow") return { page, token: asked.get("token") ?? "" };
  if (page === "problem") return { page, code: asked.get("code") ?? "" };
  return { page: page ? "lost" : "home" };
}

function passage(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
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

/** The same for all states of one page: what broke one is left behind with it. */
export function pageKey(route: Route): string {
  return "id" in route ? `${route.page}/${route.id ?? ""}` : route.page;
}
