/** One open conversation: its messages, the turn under way, and what could not be sent yet. */
import { useCallback, useEffect, useReducer, useRef, useState } from "react";

import { api, problemOf, send } from "./api";
import { followTurn } from "./stream";
import { LOCAL, emptyThread, reduce, type Thread } from "./turn";
import type { Conversation, Done, Problem } from "./types";

/** What the learner said that has not reached the server. */
export interface Unsent {
  text?: string;
  recording?: Blob;
  replaces: string | null;
  problem: Problem;
}

export interface OpenConversation {
  conversation: Conversation | null;
  thread: Thread;
  unsent: Unsent | null;
  problem: Problem | null;
  /** Take over what the server said of the conversation, after its level was changed. */
  adopt: (changed: Conversation) => void;
  say: (said: { text?: string; recording?: Blob }, replaces?: string | null) => Promise<void>;
  retryUnsent: () => void;
  discardUnsent: () => void;
  regenerate: (turnId: string) => Promise<void>;
  stop: () => void;
  translate: (messageId: string) => Promise<void>;
  dismiss: (messageId: string, start: number) => void;
}

export function useConversation(id: string | null, onDone: (messageId: string, done: Done) => void): OpenConversation {
  const [conversation, setConversation] = useState<Conversation | null>(null);
  const [thread, dispatch] = useReducer(reduce, emptyThread);
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const following = useRef<AbortController | null>(null);
  const done = useRef(onDone);
  const before = useRef(thread);
  useEffect(() => {
    done.current = onDone;
    before.current = thread;
  });

  const follow = useCallback(async (first: Response | null, turnId: string | null) => {
    following.current?.abort();
    const signal = (following.current = new AbortController()).signal;
    let reply = "";
    for await (const event of followTurn(first, turnId, signal)) {
      if (signal.aborted) return;
      dispatch({ type: "event", event });
      if (event.name === "start") reply = event.data.assistant_message_id;
      if (event.name === "done") done.current(reply, event.data);
    }
  }, []);

  const load = useCallback(
    async (wanted: string) => {
      const opened = await api.conversation(wanted);
      setConversation(opened);
      setProblem(null);
      dispatch({ type: "opened", messages: opened.messages, turnId: opened.active_turn_id });
      if (opened.active_turn_id) await follow(null, opened.active_turn_id);
    },
    [follow],
  );

  useEffect(() => {
    setUnsent(null);
    setProblem(null);
    setConversation(null);
    dispatch({ type: "opened", messages: [], turnId: null });
    if (id) {
      load(id).catch((error: unknown) => setProblem(problemOf(error)));
      api.prewarm(id).catch(() => undefined); // it only saves time
    }
    return () => following.current?.abort();
  }, [id, load]);

  const say = useCallback(
    async (said: { text?: string; recording?: Blob }, replaces: string | null = null) => {
      if (!id) return;
      const messages = before.current.messages.filter((m) => m.id !== LOCAL);
      setUnsent(null);
      dispatch({ type: "sent", text: said.text ?? "", replaces });
      let began = false;
      try {
        const response = await send(`/api/conversations/${id}/turns`, request(said, replaces));
        began = true;
        await follow(response, null);
      } catch (error) {
        if (began) {
          await load(id).catch((failure: unknown) => setProblem(problemOf(failure)));
        } else {
          dispatch({ type: "unsent", messages });
          setUnsent({ ...said, replaces, problem: problemOf(error) });
        }
      }
    },
    [id, follow, load],
  );

  const regenerate = useCallback(
    async (turnId: string) => {
      try {
        await follow(await send(`/api/turns/${turnId}/regenerate`, { method: "POST" }), null);
      } catch (error) {
        setProblem(problemOf(error));
      }
    },
    [follow],
  );

  return {
    conversation,
    thread,
    unsent,
    problem,
    adopt: setConversation,
    say,
    retryUnsent: () => {
      if (unsent) void say({ text: unsent.text, recording: unsent.recording } as Unsent, unsent.replaces);
    },
    discardUnsent: () => setUnsent(null),
    regenerate,
    stop: () => {
      if (thread.turnId) api.stop(thread.turnId).catch((error: unknown) => setProblem(problemOf(error)));
    },
    translate: async (messageId) => {
      try {
        const { text } = await api.translate(messageId);
        dispatch({ type: "translated", id: messageId, text });
      } catch (error) {
        setProblem(problemOf(error));
      }
    },
    dismiss: (messageId, start) => dispatch({ type: "dismissed", id: messageId, start }),
  };
}

function request(said: { text?: string; recording?: Blob }, replaces: string | null): RequestInit {
  const headers = { Accept: "text/event-stream" };
  if (said.recording) {
    const form = new FormData();
    form.append("audio", said.recording, "recording");
    if (replaces) form.append("replaces", replaces);
    return { method: "POST", body: form, headers };
  }
  return {
    method: "POST",
    body: JSON.stringify({ text: said.text ?? "", replaces }),
    headers: { ...headers, "Content-Type": "application/json" },
  };
}

