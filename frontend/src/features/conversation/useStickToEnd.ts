import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from "react";

/** So near the end still counts as being there, in CSS pixels. */
const NEAR_PX = 80;

export interface StickToEnd {
  ref: RefObject<HTMLDivElement | null>;
  /** The learner has scrolled back. */
  away: boolean;
  toEnd: () => void;
  /** Something else than the end is to be seen. */
  leave: () => void;
  onScroll: (event: UIEvent<HTMLElement>) => void;
}

/**
 * Keeps the end of a scrolled list in view while it grows, unless somebody has scrolled back. `shown` says whether the
 * list is drawn at all, `content` changes whenever it may have grown.
 */
export function useStickToEnd(shown: boolean, content: unknown): StickToEnd {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [content]);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    // What stands below grows with suggestions, the list with what is opened in it: its end stays in view.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [shown]);
  const toEnd = useCallback(() => {
    atEnd.current = true;
    setAway(false);
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
  }, []);
  const leave = useCallback(() => {
    atEnd.current = false;
    setAway(true);
  }, []);
  const onScroll = useCallback(({ currentTarget }: UIEvent<HTMLElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    setAway(!atEnd.current);
  }, []);
  return { ref, away, toEnd, leave, onScroll };
}
