import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, SERVER_BACK, SERVER_DOUBTED } from "../shared/wire/http";
import type { Status } from "../shared/wire/types";
import { appApi } from "./api";

/** How often a page that is looked at asks, so that a server that went away is missed within three seconds. */
const SEEN_MS = 2000;
const HIDDEN_MS = 30_000;
const LOADING_MS = 1000;
/** A busy computer may miss one answer: the second one is asked for soon. */
const AGAIN_MS = 500;
const GONE_MS = 2000;
const REFUSED_MS = 15_000;
/** A computer with all hands full of a model still answers within this. */
const PATIENCE_MS = 8000;

export interface ServerStatus {
  status: Status | null;
  /** The server did not answer the last two times it was asked. */
  gone: boolean;
  /** Counts the times the server came back: data read before that may be stale, or never came. */
  arrivals: number;
  retry: () => void;
}

type State = Omit<ServerStatus, "retry">;

/** Asks the server how it is, all the time; at once when something else did not reach it. */
export function useStatus(): ServerStatus {
  const [state, setState] = useState<State>({ status: null, gone: false, arrivals: 0 });
  const ask = useRef<() => void>(() => undefined);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let abort = new AbortController();
    let misses = 0;
    /** What a poll itself finds out is no news to it. */
    let asking = false;
    const poll = async (): Promise<void> => {
      clearTimeout(timer);
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      asking = true;
      let pause = document.visibilityState === "visible" ? SEEN_MS : HIDDEN_MS;
      try {
        const status = await appApi.status(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
        const missed = misses > 0;
        misses = 0;
        if (Object.values(status.engines).some((engine) => engine?.state === "loading")) pause = LOADING_MS;
        setState((old) => answered(old, status, missed));
        if (missed) document.dispatchEvent(new Event(SERVER_BACK));
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ApiError && error.body.code !== "network") {
          // It answers, though not this: somebody has to sign in first.
          pause = REFUSED_MS;
        } else {
          misses += 1;
          const gone = misses >= 2;
          if (gone) setState((old) => ({ ...old, gone }));
          pause = gone ? GONE_MS : AGAIN_MS;
        }
      }
      asking = false;
      if (!signal.aborted) timer = setTimeout(() => void poll(), pause);
    };
    const now = (): void => void poll();
    const onVisible = (): void => {
      if (document.visibilityState === "visible") now();
    };
    const onDoubt = (): void => {
      if (!asking && misses === 0) now();
    };
    ask.current = now;
    now();
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", onVisible);
    document.addEventListener(SERVER_DOUBTED, onDoubt);
    return () => {
      clearTimeout(timer);
      abort.abort();
      window.removeEventListener("online", now);
      document.removeEventListener("visibilitychange", onVisible);
      document.removeEventListener(SERVER_DOUBTED, onDoubt);
    };
  }, []);

  const retry = useCallback(() => ask.current(), []);
  return { ...state, retry };
}

/** What changes with an answer: after one that was missed, what was read meanwhile may have been missed too. */
function answered(old: State, status: Status, missed: boolean): State {
  // Most answers say what the one before said: then nothing is drawn anew.
  const same = JSON.stringify(old.status) === JSON.stringify(status);
  if (same && !old.gone && !missed) return old;
  return { status: same ? old.status : status, gone: false, arrivals: old.arrivals + (missed ? 1 : 0) };
}
