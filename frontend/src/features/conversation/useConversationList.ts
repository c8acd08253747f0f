import { conversationApi, type ConversationChange } from "./api";
import type { ConversationSummary } from "../../shared/wire/types";
import { useCallback, useEffect, useState } from "react";

const PAGE = 50;

export interface ConversationList {
  conversations: ConversationSummary[];
  /** The list has been read. */
  known: boolean;
  more: boolean;
  refresh: () => void;
  loadMore: () => Promise<void>;
  change: (id: string, change: ConversationChange) => Promise<void>;
  archive: (id: string, archived: boolean) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

/** The learner's conversations, newest first; read again whenever the server has come back (`arrivals`). */
export function useConversationList(arrivals: number): ConversationList {
  const [conversations, setConversations] = useState<ConversationSummary[]>([]);
  const [known, setKnown] = useState(false);
  const [more, setMore] = useState(false);

  const refresh = useCallback(() => {
    conversationApi.list().then(
      (first) => {
        setKnown(true);
        setConversations((old) => {
          const ids = new Set(first.map(({ id }) => id));
          const oldest = first.at(-1)?.updated_at ?? "";
          const older = first.length < PAGE ? [] : old.filter((row) => !ids.has(row.id) && row.updated_at < oldest);
          return [...first, ...older];
        });
        setMore((old) => (first.length < PAGE ? false : old || first.length === PAGE));
      },
      // The status strip already says that the server is gone.
      () => undefined,
    );
  }, []);
  useEffect(refresh, [refresh, arrivals]);

  const oldest = conversations.at(-1)?.updated_at;
  const loadMore = useCallback(async () => {
    const page = await conversationApi.list(oldest);
    const ids = new Set(conversations.map(({ id }) => id));
    const older = page.filter(({ id }) => !ids.has(id));
    setConversations((old) => [...old, ...older.filter((row) => !old.some(({ id }) => id === row.id))]);
    setMore(older.length === PAGE);
  }, [conversations, oldest]);

  const change = useCallback(
    async (id: string, part: ConversationChange) => {
      setConversations((old) => old.map((row) => (row.id === id ? { ...row, ...part } : row)));
      await conversationApi.change(id, part).finally(refresh);
    },
    [refresh],
  );

  const archive = useCallback(
    async (id: string, archived: boolean) => {
      await conversationApi.change(id, { archived });
      // One that was read earlier and lies behind the first page would else stay.
      if (archived) setConversations((old) => old.filter((row) => row.id !== id));
      refresh();
    },
    [refresh],
  );

  const remove = useCallback(
    async (id: string) => {
      await conversationApi.remove(id).finally(refresh);
    },
    [refresh],
  );

  return { conversations, known, more, refresh, loadMore, change, archive, remove };
}
