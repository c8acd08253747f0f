import { useCallback, useMemo, useState } from "react";
import { keepText, readText } from "../../shared/tabStorage";

export interface Draft {
  /** What was kept when this conversation was opened. */
  first: string;
  keep: (text: string) => void;
}

/** What is being typed, by conversation: looking elsewhere, or reloading, loses nothing. */
export function useDraft(conversationId: string): Draft {
  const name = `draft.${conversationId}`;
  const [first] = useState(() => readText(name));
  const keep = useCallback((text: string) => keepText(name, text), [name]);
  return useMemo(() => ({ first, keep }), [first, keep]);
}
