const FIRST_MS = 300;
const LONGEST_MS = 10_000;

/** How long to wait before attempt number `attempt` (from 0): twice as long each time, with jitter, in milliseconds. */
export function backoff(attempt: number, random = Math.random()): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt) * (0.5 + random / 2);
}

/**
 * Waits before the next attempt; comes back at once when the network or the page does, unless the server itself
 * asked for `atLeastMs`. Rejects with AbortError when `signal` fires.
 */
export function waitToRetry(attempt: number, signal: AbortSignal, atLeastMs = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    const cleanUp = (): void => {
      clearTimeout(timer);
      window.removeEventListener("online", finish);
      document.removeEventListener("visibilitychange", onVisible);
      signal.removeEventListener("abort", onAbort);
    };
    const finish = (): void => {
      cleanUp();
      resolve();
    };
    const onVisible = (): void => {
      if (document.visibilityState === "visible") finish();
    };
    const onAbort = (): void => {
      cleanUp();
      reject(new DOMException("Aborted", "AbortError"));
    };
    const timer = setTimeout(finish, Math.max(atLeastMs, backoff(attempt)));
    signal.addEventListener("abort", onAbort);
    if (atLeastMs > 0) return;
    window.addEventListener("online", finish);
    document.addEventListener("visibilitychange", onVisible);
  });
}
