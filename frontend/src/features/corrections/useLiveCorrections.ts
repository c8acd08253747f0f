import { correctionsApi } from "./api";
import type { LevelId } from "../../shared/wire/types";
import { useCallback, useEffect, useRef, useState } from "react";
import { placeCorrections, rebaseSpans, type Span } from "./segments";

const PAUSE_MS = 400;

interface Draft {
  text: string;
  spans: Span[];
  /** An input method is in the middle of a word: nothing is asked until it has decided. */
  composing: boolean;
}

export interface LiveCorrections extends Draft {
  /** Call with the text after each edit. */
  changed: (text: string, composing?: boolean) => void;
  dismiss: (span: Span) => void;
  /** Tells the tutor that a suggestion was taken; the text is changed by whoever has it. */
  taken: (span: Span) => void;
}

/**
 * Corrections of a text while it is being typed. An answer for a text that has changed since is ignored.
 * With the `conversation` that it is meant for, the tutor has read most of it by the time it is sent.
 */
export function useLiveCorrections(level: LevelId, enabled: boolean, conversation: string | null): LiveCorrections {
  const [draft, setDraft] = useState<Draft>({ text: "", spans: [], composing: false });
  const dismissed = useRef(new Set<string>());
  const { text, composing } = draft;

  const changed = useCallback((after: string, midWord = false) => {
    if (after === "") dismissed.current.clear();
    setDraft(({ text: before, spans }) => ({
      text: after,
      spans: rebaseSpans(spans, before, after),
      composing: midWord,
    }));
  }, []);

  const dismiss = useCallback((span: Span) => {
    dismissed.current.add(nameOf(span));
    // Remembered by the server for the next time; if that fails, at least not shown again in this text.
    correctionsApi.dismissSuggestion(span.correction).catch(() => undefined);
    setDraft((old) => ({ ...old, spans: old.spans.filter((other) => other !== span) }));
  }, []);

  const taken = useCallback((span: Span) => {
    // What the tutor learns from it is a help for later: without it nothing is lost.
    correctionsApi.acceptSuggestion(span.correction).catch(() => undefined);
  }, []);

  useEffect(() => {
    if (!enabled || composing || text.trim() === "") return;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const { corrections } = await correctionsApi.check(text, level, conversation, abort.signal);
        const spans = placeCorrections(text, corrections).filter((span) => !dismissed.current.has(nameOf(span)));
        setDraft((now) => (now.text === text ? { ...now, spans } : now));
      } catch {
        // Suggestions while typing are a help, never an obstacle: without an answer there are none.
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, composing, level, enabled, conversation]);

  return { ...draft, changed, dismiss, taken };
}

function nameOf({ correction }: Span): string {
  return `${correction.original}\u0000${correction.replacement}`;
}
