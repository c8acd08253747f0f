import { createContext, useCallback, useContext, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { AS_USUAL, CHANGED, keepListening, type Listening, readListening } from "./listening";

/** How the open conversation is heard, as it is and to be changed. */
export function useListening(conversationId: string): [Listening, (change: Partial<Listening>) => void] {
  const snapshot = useSyncExternalStore(subscribe, () => JSON.stringify(readListening(conversationId)));
  const listening = useMemo(() => JSON.parse(snapshot) as Listening, [snapshot]);
  const change = useCallback(
    (part: Partial<Listening>) => keepListening(conversationId, { ...readListening(conversationId), ...part }),
    [conversationId],
  );
  return [listening, change];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}

/** The same for the messages: and which of them are to be seen. */
export interface Hearing extends Listening {
  isShown: (messageId: string) => boolean;
  show: (messageId: string) => void;
}

export const HearingContext = createContext<Hearing>({ ...AS_USUAL, isShown: () => true, show: () => undefined });

export function useHearing(): Hearing {
  return useContext(HearingContext);
}

/** What was there before it was switched on, or when the conversation was opened, is to be seen; what comes is not. */
export function useHearingOf(listening: Listening, messageIds: readonly string[]): Hearing {
  const shown = useRef(new Set<string>());
  const began = useRef(false);
  const [, redraw] = useState(0);
  if (!listening.hidden || !began.current) {
    for (const id of messageIds) shown.current.add(id);
    began.current = messageIds.length > 0;
  }
  const isShown = useCallback((id: string) => shown.current.has(id), []);
  const show = useCallback((id: string) => {
    shown.current.add(id);
    redraw((count) => count + 1);
  }, []);
  return useMemo(() => ({ ...listening, isShown, show }), [listening, isShown, show]);
}
