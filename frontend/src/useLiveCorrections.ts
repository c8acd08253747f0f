/** Corrections of the text being typed: asked for when the typing pauses, dropped where the text has changed since. */
import { useEffect, useRef, useState } from "react";

import { api } from "./api";
import type { Correction } from "./types";

const PAUSE_MS = 400;

const key = (c: Correction) => `${c.original}→${c.replacement}`;

export function useLiveCorrections(text: string, level: string): { found: Correction[]; dismiss: (c: Correction) => void } {
  const [answer, setAnswer] = useState<{ text: string; corrections: Correction[] }>({ text: "", corrections: [] });
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const asking = useRef<AbortController | null>(null);

  useEffect(() => {
    asking.current?.abort();
    if (text.trim().length < 3) return;
    const controller = (asking.current = new AbortController());
    const timer = setTimeout(() => {
      api
        .correct(text, level, controller.signal)
        .then(({ corrections }) => setAnswer({ text, corrections }))
        .catch(() => undefined); // underlines are a help, not a duty
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, level]);

  const found = stillThere(answer.text, answer.corrections, text).filter((c) => !dismissed.has(key(c)));
  return { found, dismiss: (c) => setDismissed(new Set([...dismissed, key(c)])) };
}

/** The corrections of `before` that still fit `now`: those in the beginning and the end that both have in common. */
export function stillThere(before: string, corrections: Correction[], now: string): Correction[] {
  if (before === now) return corrections;
  const a = Array.from(before);
  const b = Array.from(now);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const shift = b.length - a.length;
  // A word that touches the change may have become another.
  const isWord = (c: string | undefined) => c !== undefined && /[\p{L}\p{M}]/u.test(c);
  return corrections.flatMap((c) => {
    if (c.end < head || (c.end === head && !isWord(b[head]))) return [c];
    const from = a.length - tail;
    if (c.start > from || (c.start === from && !isWord(b[from + shift - 1])))
      return [{ ...c, start: c.start + shift, end: c.end + shift }];
    return [];
  });
}

