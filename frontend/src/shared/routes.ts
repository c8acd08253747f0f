/** The addresses of the page, behind the hash. What they show is decided in app/. */
export const HOME = "#/";
export const PROGRESS = "#/progress";
export const PRACTICE = "#/practice";
export const MAP = "#/map";
export const PLACEMENT = "#/placement";
export const TEMPLATES = "#/templates";
export const DOCUMENTS = "#/documents";
export const MODELS = "#/models";
export const TURNS = "#/turns";
export const LONGER = "#/longer";

export function pointHash(page: typeof PRACTICE | typeof MAP, point: string): string {
  return `${page}?point=${encodeURIComponent(point)}`;
}

/** A list of longer exercises, or one of them. */
export function longerHash(family: "gaps" | "listening" | "tasks", id?: string): string {
  return `${LONGER}/${family}${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;
}

export function conversationHash(id: string): string {
  return `#/c/${encodeURIComponent(id)}`;
}

export function documentHash(id: string, at: number | null): string {
  return `${DOCUMENTS}/${encodeURIComponent(id)}${at === null ? "" : `?at=${at}`}`;
}

export function readingHash(conversationId: string, from: number): string {
  return `${conversationHash(conversationId)}?read=${from}`;
}

export function goTo(hash: string): void {
  window.location.hash = hash;
}
