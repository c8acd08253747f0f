import { useCallback, useEffect, useRef, useState } from "react";
import { type Hearing, readingApi } from "./api";

/** How often is asked how far it is, in milliseconds. */
const PAUSE_MS = 1500;

export interface Hearings {
  hearings: Hearing[];
  /** Another one has begun, or one has been dropped. */
  refresh: () => void;
}

/** Sound files that are becoming texts; `onText` is told when one has become one. */
export function useHearings(onText: () => void): Hearings {
  const [hearings, setHearings] = useState<Hearing[]>([]);
  const [asked, setAsked] = useState(0);
  const told = useRef(onText);
  const before = useRef<Hearing[]>([]);
  useEffect(() => {
    told.current = onText;
  }, [onText]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const look = async (): Promise<void> => {
      try {
        const now = await readingApi.hearings();
        if (left) return;
        const gone = before.current.some(({ id, state }) => state === "hearing" && now.every((one) => one.id !== id));
        before.current = now;
        setHearings(now);
        if (gone) told.current();
        if (now.every(({ state }) => state !== "hearing")) return;
      } catch {
        // The status strip says that the tutor is gone; it is asked again.
      }
      if (!left) timer = setTimeout(() => void look(), PAUSE_MS);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [asked]);
  const refresh = useCallback(() => setAsked((count) => count + 1), []);
  return { hearings, refresh };
}
