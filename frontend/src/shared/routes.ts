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
export const WORDS = "#/words";
export const CLASSES = "#/classes";
export const PLATFORMS = "#/platforms";

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

/** A conversation, opened where something was said. */
export function messageHash(conversationId: string, messageId: string): string {
  return `${conversationHash(conversationId)}?at=${encodeURIComponent(messageId)}`;
}

export function documentHash(id: string, at: number | null): string {
  return `${DOCUMENTS}/${encodeURIComponent(id)}${at === null ? "" : `?at=${at}`}`;
}

export function readingHash(conversationId: string, from: number): string {
  return `${conversationHash(conversationId)}?read=${from}`;
}

/** A class for its teacher. */
export function classHash(id: string): string {
  return `${CLASSES}/${encodeURIComponent(id)}`;
}

/** A scene of a teacher's own, to be written. */
export function sceneEditorHash(id: string): string {
  return `#/scenes/${encodeURIComponent(id)}`;
}

/** Sentences of a class, to be practised. */
export function classPracticeHash(classId: string, setId: string): string {
  return `#/sentences/${encodeURIComponent(classId)}/${encodeURIComponent(setId)}`;
}

/** Something that one is to do for a class. */
export function assignmentHash(id: string): string {
  return `#/assignment/${encodeURIComponent(id)}`;
}

/** A learner of a class for its teacher. */
export function classLearnerHash(id: string, learner: string): string {
  return `${classHash(id)}/${encodeURIComponent(learner)}`;
}

/** The door of a class: what a teacher gives away. */
export function joinClassHash(code: string): string {
  return `#/class?code=${encodeURIComponent(code)}`;
}

export function goTo(hash: string): void {
  window.location.hash = hash;
}
