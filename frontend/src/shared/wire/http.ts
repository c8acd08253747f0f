import { bringRest } from "../i18n/choice";
import { common } from "../i18n/common";
import { earlyAnswer } from "./early";
import type { ErrorBody } from "./types";

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

/** What a request says that is answered by a stream. */
export const EVENT_STREAM = { Accept: "text/event-stream" };

/** Fetches and throws ApiError unless the answer is 2xx. */
export async function fetchOk(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    const early = (init?.method ?? "GET") === "GET" ? await earlyAnswer(path) : null;
    response = early ?? (await fetch(path, init));
  } catch (error) {
    if (isAbort(error)) throw error;
    document.dispatchEvent(new Event(SERVER_DOUBTED));
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
      return await told({ code, message, action, retryable, ...pause(response) });
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

/** An error in the page's language, where that can be brought. What may go wrong is no part of the first page. */
async function told(body: ErrorBody): Promise<ErrorBody> {
  try {
    const [{ inPageLanguage }] = await Promise.all([import("../errors/inPageLanguage"), bringRest()]);
    return inPageLanguage(body);
  } catch {
    return body;
  }
}

/** Told to the document when a request has not reached the server, … */
export const SERVER_DOUBTED = "tutor:server-doubted";
/** … and when the server answers again. */
export const SERVER_BACK = "tutor:server-back";

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

export function recordingForm(recording: Blob): FormData {
  const form = new FormData();
  form.append("audio", recording, `recording.${fileSuffix(recording.type)}`);
  return form;
}

function fileSuffix(type: string): string {
  if (type.includes("mp4")) return "m4a";
  return type.includes("ogg") ? "ogg" : "webm";
}
