/** The server pings every 10 s: after this long without a byte a connection is dead, whatever the browser thinks. */
const DEAD_MS = 25_000;
/** After the computer slept, or the network changed, one missed ping is enough to doubt a connection. */
const DOUBTFUL_MS = 12_000;

export interface Watch {
  /** Fires when the connection has fallen silent. */
  signal: AbortSignal;
  /** Call with every byte that arrives; the first call starts the watch, so that a slow upload is not cut. */
  heard: () => void;
  end: () => void;
}

/** Watches one open stream, so that a half-open connection is noticed instead of waited on for ever. */
export function watchSilence(): Watch {
  const controller = new AbortController();
  // The wall clock goes on while the computer sleeps; timers and performance.now() may not.
  let heardAt = Infinity;
  const check = (limit: number): void => {
    if (Date.now() - heardAt > limit) controller.abort();
  };
  const onWake = (): void => {
    if (document.visibilityState === "visible") check(DOUBTFUL_MS);
  };
  const timer = setInterval(() => check(DEAD_MS), 1000);
  window.addEventListener("online", onWake);
  document.addEventListener("visibilitychange", onWake);
  return {
    signal: controller.signal,
    heard: () => {
      heardAt = Date.now();
    },
    end: () => {
      clearInterval(timer);
      window.removeEventListener("online", onWake);
      document.removeEventListener("visibilitychange", onWake);
    },
  };
}
