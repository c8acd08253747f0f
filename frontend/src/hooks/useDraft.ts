import { useCallback, useMemo, useState } from "react";

const PREFIX = "tutor.draft.";

export interface Draft {
  /** What was kept when this conversation was opened. */
  first: string;
  keep: (text: string) => void;
}

/** What was typed and not sent, by conversation, for as long as the tab lives: looking elsewhere loses nothing. */
export function useDraft(conversationId: string): Draft {
  const name = PREFIX + conversationId;
  const [first] = useState(() => {
    try {
      return sessionStorage.getItem(name) ?? "";
    } catch {
      return "";
    }
  });
  const keep = useCallback(
    (text: string) => {
      try {
        if (text) sessionStorage.setItem(name, text);
        else sessionStorage.removeItem(name);
      } catch {
        // Storage may be forbidden; a draft then lives as long as the view.
      }
    },
    [name],
  );
  return useMemo(() => ({ first, keep }), [first, keep]);
}

/** Forgets all drafts, for the next person at this computer. */
export function forgetDrafts(): void {
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
    }
  } catch {
    // Then there are none.
  }
}
