import { ApiError } from "./http";
import { readEventStream, type RawEvent } from "./eventStream";
import { waitToRetry } from "./retry";
import { watchSilence, type Watch } from "./silence";

export interface LiveOptions {
  open: (signal: AbortSignal) => Promise<Response>;
  signal: AbortSignal;
  onEvent: (event: RawEvent) => void;
  /** Told when the connection is lost (true) and when it is back (false). */
  onLost?: (lost: boolean) => void;
  wait?: (attempt: number, signal: AbortSignal, atLeastMs: number) => Promise<void>;
  watch?: () => Watch;
}

/**
 * Keeps a stream without an end open, for as long as it takes. Its events must tell all there is whenever it is opened.
 * Throws ApiError when the server refuses it, and AbortError when `signal` fires.
 */
export async function keepOpen(options: LiveOptions): Promise<never> {
  const { open, signal, onEvent, onLost, wait = waitToRetry, watch = watchSilence } = options;
  for (let attempt = 0; ; attempt += 1) {
    let atLeastMs = 0;
    const silence = watch();
    try {
      const response = await open(AbortSignal.any([signal, silence.signal]));
      silence.heard();
      onLost?.(false);
      for await (const event of readEventStream(response.body ?? new ReadableStream(), silence.heard)) {
        attempt = 0;
        signal.throwIfAborted();
        onEvent(event);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiError && !error.passing) throw error;
      atLeastMs = error instanceof ApiError ? 1000 * (error.body.wait_s ?? 0) : 0;
    } finally {
      silence.end();
    }
    signal.throwIfAborted();
    onLost?.(true);
    await wait(attempt, signal, atLeastMs);
  }
}
