import { SLOW } from "../audio/speech";
import { common } from "../i18n/common";
import type {
  Conversation,
  ConversationSummary,
  Correction,
  Engines,
  ErrorBody,
  ErrorProgress,
  Learner,
  Level,
  LevelId,
  Scenario,
  Shadowed,
  SpokenWord,
  Status,
  Voice,
} from "./types";

/** What the server refused, or that it could not be reached (`code` "network"). */
export class ApiError extends Error {
  constructor(
    readonly body: ErrorBody,
    readonly status: number,
  ) {
    super(body.message);
  }

  /** Whether the same request may succeed by itself a little later. */
  get passing(): boolean {
    return this.body.code === "network" || this.status === 429;
  }
}

export function networkError(): ApiError {
  return new ApiError({ code: "network", ...common.errors.network, retryable: true }, 0);
}

export function toErrorBody(error: unknown): ErrorBody {
  if (error instanceof ApiError) return error.body;
  return { code: "page", ...common.errors.unknown, retryable: true };
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Fetches and throws ApiError unless the answer is 2xx. */
export async function fetchOk(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw networkError();
  }
  if (response.ok) return response;
  const body = await readError(response);
  if (response.status === 403 && body.code === "password_needed" && (await passwordGiven())) return fetchOk(path, init);
  if (response.status === 401 && body.code === "sign_in") document.dispatchEvent(new Event(SIGN_IN_NEEDED));
  throw new ApiError(body, response.status);
}

/** How long a busy server asks to be left alone. */
function pause(response: Response): { wait_s?: number } {
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  return Number.isFinite(seconds) ? { wait_s: seconds } : {};
}

async function readError(response: Response): Promise<ErrorBody> {
  try {
    const answer = (await response.json()) as { error?: Partial<ErrorBody> };
    if (answer.error?.message) {
      const { code = "server", message, action = null, retryable = response.status >= 500 } = answer.error;
      return { code, message, action, retryable, ...pause(response) };
    }
  } catch {
    // Not JSON, for example a proxy's own page: the general message says enough.
  }
  if (response.status === 429) {
    return { code: "too_many_requests", ...common.errors.tooMany, retryable: true, ...pause(response) };
  }
  const gone = [502, 503, 504].includes(response.status);
  return { code: gone ? "network" : "server", ...common.errors[gone ? "network" : "server"], retryable: true };
}

/** Told to the document when the server wants somebody to sign in. */
export const SIGN_IN_NEEDED = "tutor:sign-in-needed";

/** Told to the document when the server wants the password once more; who heeds it prevents the default and answers. */
export const PASSWORD_NEEDED = "tutor:password-needed";

export interface PasswordRequest {
  answer: (given: boolean) => void;
}

function passwordGiven(): Promise<boolean> {
  return new Promise((answer) => {
    const detail: PasswordRequest = { answer };
    const heeded = !document.dispatchEvent(new CustomEvent(PASSWORD_NEEDED, { detail, cancelable: true }));
    if (!heeded) answer(false);
  });
}

export async function json<T>(path: string, method = "GET", body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method };
  if (signal) init.signal = signal;
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.headers = { "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const response = await fetchOk(path, init);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

const conversation = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;
const turn = (id: string): string => `/api/turns/${encodeURIComponent(id)}`;
const message = (id: string): string => `/api/messages/${encodeURIComponent(id)}`;
export const speechUrl = (messageId: string, slow: boolean, part = ""): string =>
  `${message(messageId)}/speech${part}${slow ? `?speed=${SLOW}` : ""}`;
export const recordingUrl = (messageId: string): string => `${message(messageId)}/recording`;
export type ConversationChange = Partial<Pick<Conversation, "title" | "level">>;

const correctionOf = (messageId: string, correctionId: string): string =>
  `${message(messageId)}/corrections/${encodeURIComponent(correctionId)}`;

const EVENT_STREAM = { Accept: "text/event-stream" };

/** What the learner sends: typed text, a recording or what was heard in a call, maybe in place of an earlier message. */
export type Outgoing = { replaces?: string } & (
  | { kind: "text"; text: string }
  | { kind: "audio"; blob: Blob; url: string }
  | { kind: "heard"; listenId: string; text: string; edited: boolean }
);

function turnBody(outgoing: Outgoing): RequestInit {
  if (outgoing.kind !== "audio") {
    const { replaces } = outgoing;
    const said =
      outgoing.kind === "text"
        ? { text: outgoing.text }
        : { listen_id: outgoing.listenId, ...(outgoing.edited ? { text: outgoing.text } : {}) };
    return {
      headers: { ...EVENT_STREAM, "Content-Type": "application/json" },
      body: JSON.stringify(replaces ? { ...said, replaces } : said),
    };
  }
  const form = recordingForm(outgoing.blob);
  if (outgoing.replaces) form.append("replaces", outgoing.replaces);
  return { headers: EVENT_STREAM, body: form };
}

export function recordingForm(recording: Blob): FormData {
  const form = new FormData();
  form.append("audio", recording, `recording.${fileSuffix(recording.type)}`);
  return form;
}

function fileSuffix(type: string): string {
  if (type.includes("mp4")) return "m4a";
  return type.includes("ogg") ? "ogg" : "webm";
}

export const api = {
  status: (signal?: AbortSignal) => json<Status>("/api/status", "GET", undefined, signal),
  levels: () => json<Level[]>("/api/levels"),
  scenarios: () => json<Scenario[]>("/api/scenarios"),
  engines: () => json<Engines>("/api/engines"),
  voices: () => json<Voice[]>("/api/voices"),
  learner: () => json<Learner>("/api/learner"),
  deleteEverything: () => json<undefined>("/api/learner/data", "DELETE"),
  changeLearner: (change: Partial<Learner>) => json<Learner>("/api/learner", "PATCH", change),

  conversations: (before?: string) =>
    json<ConversationSummary[]>(`/api/conversations?limit=50${before ? `&before=${encodeURIComponent(before)}` : ""}`),
  createConversation: (
    level: LevelId,
    about: { scenario_id: string; template_id: string | null } | { document_id: string; reading?: true },
  ) => json<Conversation>("/api/conversations", "POST", { level, ...about }),
  conversation: (id: string, signal?: AbortSignal) => json<Conversation>(conversation(id), "GET", undefined, signal),
  changeConversation: (id: string, change: ConversationChange) => json<Conversation>(conversation(id), "PATCH", change),
  deleteConversation: (id: string) => json<undefined>(conversation(id), "DELETE"),
  prewarm: (id: string) => json<unknown>(`${conversation(id)}/prewarm`, "POST"),

  sendTurn: (conversationId: string, outgoing: Outgoing, signal: AbortSignal) =>
    fetchOk(`${conversation(conversationId)}/turns`, { method: "POST", signal, ...turnBody(outgoing) }),
  regenerate: (turnId: string, signal: AbortSignal) =>
    fetchOk(`${turn(turnId)}/regenerate`, { method: "POST", signal, headers: EVENT_STREAM }),
  turnEvents: (turnId: string, lastEventId: string | null, signal: AbortSignal) =>
    fetchOk(`${turn(turnId)}/events`, {
      signal,
      headers: lastEventId === null ? EVENT_STREAM : { ...EVENT_STREAM, "Last-Event-ID": lastEventId },
    }),
  stopTurn: (turnId: string) => json<undefined>(turn(turnId), "DELETE"),

  translate: (messageId: string) =>
    json<{ text: string; language: string }>(`${message(messageId)}/translation`, "POST", {}),
  dismissCorrection: (messageId: string, correctionId: string) =>
    json<undefined>(`${correctionOf(messageId, correctionId)}/dismiss`, "POST"),
  dismissSuggestion: ({ original, replacement, category, rule_id = "" }: Correction) =>
    json<undefined>("/api/corrections/dismiss", "POST", { original, replacement, category, rule_id }),
  recording: async (messageId: string) => (await fetchOk(recordingUrl(messageId))).blob(),
  pronunciation: async (take: Blob, text: string) => {
    const form = recordingForm(take);
    form.append("text", text);
    return json<{ words: SpokenWord[] }>("/api/pronunciation", "POST", form);
  },
  shadow: (messageId: string, sentence: number, slow: boolean, take: Blob) => {
    const form = recordingForm(take);
    form.append("sentence", String(sentence));
    if (slow) form.append("speed", String(SLOW));
    return json<Shadowed>(`${message(messageId)}/shadow`, "POST", form);
  },
  speechWords: (messageId: string, slow: boolean, signal: AbortSignal) =>
    fetchOk(speechUrl(messageId, slow, "/words"), { signal, headers: EVENT_STREAM }),
  why: (messageId: string, correctionId: string, signal: AbortSignal) =>
    fetchOk(`${correctionOf(messageId, correctionId)}/why`, { method: "POST", signal, headers: EVENT_STREAM }),
  errorProgress: (weeks: number) => json<ErrorProgress>(`/api/progress/errors?weeks=${weeks}`),
  /** With a conversation, the tutor also reads the text as one that will be sent there. */
  correct: (text: string, level: LevelId, conversation: string | null, signal: AbortSignal) =>
    json<{ corrections: Correction[] }>(
      "/api/corrections",
      "POST",
      { text, level, mode: "fast", conversation_id: conversation },
      signal,
    ),
};
