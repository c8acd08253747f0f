import { appApi } from "./api";
import type { Status } from "../shared/wire/types";
import { useCallback, useEffect, useRef, useState } from "react";

export interface ServerStatus {
  status: Status | null;
  /** The server did not answer the last time it was asked. */
  gone: boolean;
  /** Counts the times the server came (back): data read before that may be stale. */
  arrivals: number;
  retry: () => void;
}

/** Asks the server how it is: each second while something loads or it is gone, else every 15 s. */
export function useStatus(): ServerStatus {
  const [state, setState] = useState<Omit<ServerStatus, "retry">>({ status: null, gone: false, arrivals: 0 });
  const ask = useRef<() => void>(() => undefined);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let abort = new AbortController();
    let misses = 0;
    const poll = async (): Promise<void> => {
      clearTimeout(timer);
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      let pause = 15_000;
      try {
        const status = await appApi.status(AbortSignal.any([signal, AbortSignal.timeout(8000)]));
        misses = 0;
        if (Object.values(status.engines).some((engine) => engine.state === "loading")) pause = 1000;
        setState((old) => ({ status, gone: false, arrivals: old.gone || !old.status ? old.arrivals + 1 : old.arrivals }));
      } catch {
        if (signal.aborted) return;
        misses += 1;
        // A busy computer may miss one answer; two in a row mean it is gone.
        if (misses >= 2) setState((old) => ({ ...old, gone: true }));
        pause = Math.min(5000, 1000 * misses);
      }
      if (!signal.aborted) timer = setTimeout(() => void poll(), pause);
    };
    const now = (): void => void poll();
    const onVisible = (): void => {
      if (document.visibilityState === "visible") now();
    };
    ask.current = now;
    now();
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearTimeout(timer);
      abort.abort();
      window.removeEventListener("online", now);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, []);

  const retry = useCallback(() => ask.current(), []);
  return { ...state, retry };
}
