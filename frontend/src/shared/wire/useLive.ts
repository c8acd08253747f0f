import { toErrorBody } from "./http";
import type { ErrorBody } from "./types";
import { useEffect, useRef } from "react";
import type { RawEvent } from "./eventStream";
import { keepOpen } from "./live";

export interface LiveHandlers {
  onEvent: (event: RawEvent) => void;
  onLost?: (lost: boolean) => void;
  /** The server will not have it: the stream is given up. */
  onRefused?: (error: ErrorBody) => void;
}

/**
 * Follows a stream without an end while the page can be seen. A hidden page gives its connection back, since browsers
 * allow only a few to one server; `open` must stay the same function, null keeps it closed.
 */
export function useLive(open: ((signal: AbortSignal) => Promise<Response>) | null, handlers: LiveHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    if (!open) return;
    let abort: AbortController | null = null;
    const close = (): void => {
      abort?.abort();
      abort = null;
    };
    const follow = (): void => {
      close();
      if (document.visibilityState !== "visible") return;
      const { signal } = (abort = new AbortController());
      keepOpen({
        open,
        signal,
        onEvent: (event) => latest.current.onEvent(event),
        onLost: (lost) => latest.current.onLost?.(lost),
      }).catch((error: unknown) => {
        if (!signal.aborted) latest.current.onRefused?.(toErrorBody(error));
      });
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      close();
    };
  }, [open]);
}
