import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { ApiError, toErrorBody } from "../../shared/wire/http";
import type { Conversation, Correction, ErrorBody } from "../../shared/wire/types";
import { useLive } from "../../shared/wire/useLive";
import { correctionsApi } from "../corrections/api";
import { conversationApi, type Outgoing } from "./api";
import { followingApi, type ConversationState, type Hint } from "./following/api";
import { hasArrived, newParcel, type Outbox } from "./outbox";
import { newKey, shownAs, unsentAction } from "./parcels";
import { EMPTY_THREAD, threadReducer, type Thread } from "./thread";
import { startRun, type DoneEvent, type Run, type Start } from "./turnRun";

/** How long a turn that was asked to stop may take to do so before the next one is sent. */
const STOP_PATIENCE_MS = 5000;

export interface ConversationControls {
  conversation: Conversation | null;
  thread: Thread;
  /** Who else follows; null until the server has told. */
  state: ConversationState | null;
  /** What a teacher who follows has whispered last; null when it was put away. */
  hint: Hint | null;
  dropHint: () => void;
  loadError: ErrorBody | null;
  reload: () => void;
  send: (outgoing: Outgoing) => void;
  /** Keeps a recording as an unsent bubble, with the reason. */
  keep: (outgoing: Outgoing, reason: ErrorBody) => void;
  retrySend: (key: string) => void;
  discard: (key: string) => void;
  regenerate: (turnId: string) => void;
  stop: () => void;
  translate: (messageId: string) => Promise<void>;
  /** The learner says that a correction is wrong: the server remembers it. */
  dismiss: (messageId: string, correction: Correction) => void;
  /** The learner says yes to a correction that was only asked about. */
  accept: (messageId: string, correction: Correction) => void;
}

interface Options {
  id: string;
  outbox: Outbox;
  /** Told when a reply can be heard; `elsewhere` if another page of the learner's had asked for it. */
  onSpeech: (messageId: string, url: string, elsewhere: boolean) => void;
  /** Told when a turn has come to its end. */
  onDone: (event: DoneEvent) => void;
  onChanged: () => void;
  onLoaded: (conversation: Conversation) => void;
}

/** One open conversation: reads it, sends turns, follows their streams and survives lost connections. */
export function useConversation(options: Options): ConversationControls {
  const { id, outbox } = options;
  const [conversation, setConversation] = useState<Conversation | null>(null);
  const [loadError, setLoadError] = useState<ErrorBody | null>(null);
  const [loads, setLoads] = useState(0);
  const [state, setState] = useState<ConversationState | null>(null);
  const [hint, setHint] = useState<Hint | null>(null);
  const dropHint = useCallback(() => setHint(null), []);
  const [thread, dispatch] = useReducer(threadReducer, EMPTY_THREAD);
  const callbacks = useRef(options);
  const latest = useRef(thread);
  /** Stop was asked for before the turn had an id. */
  const stopWanted = useRef(false);
  const running = useRef<Run | null>(null);
  const open = useRef(false);
  /** The latest turn that the server has told of, and those that this page knows; undefined before it has read. */
  const told = useRef<string | null>(null);
  const known = useRef<Set<string> | undefined>(undefined);
  /** The conversation was read while something was being said: what is shown lacks what that told. */
  const stale = useRef(false);
  /** The turn of another page that this one has read the conversation again for. */
  const elsewhere = useRef<string | null>(null);
  /** Messages go out one after the other, in the order they were said. */
  const line = useRef(Promise.resolve());
  useEffect(() => {
    callbacks.current = options;
    latest.current = thread;
  });
  const reload = useCallback(() => setLoads((count) => count + 1), []);
  /** Another page of the learner's has begun a turn: read what was said there, and follow the reply. */
  const catchUp = useCallback(() => {
    if (!open.current || running.current || known.current === undefined) return;
    // Once is enough: a recording without words is a turn that leaves no message.
    if (told.current === null || known.current.has(told.current) || told.current === elsewhere.current) return;
    elsewhere.current = told.current;
    reload();
  }, [reload]);

  const run = useCallback(
    (start: Start) => {
      stopWanted.current = false;
      const current = startRun(start, {
        id,
        outbox,
        dispatch,
        stopWanted: () => stopWanted.current,
        onStart: (turnId) => {
          known.current?.add(turnId);
        },
        onSpeech: (turnId, messageId, url) =>
          callbacks.current.onSpeech(messageId, url, turnId === elsewhere.current),
        onDone: (event) => callbacks.current.onDone(event),
        onStale: reload,
        onEnded: (ended, givenUp) => {
          if (running.current === ended) running.current = null;
          if (!givenUp) callbacks.current.onChanged();
          if (stale.current && open.current) reload();
          else catchUp();
        },
      });
      running.current = current;
      if (!open.current) current.leave();
    },
    [id, outbox, reload, catchUp],
  );

  useEffect(() => {
    const abort = new AbortController();
    open.current = true;
    const load = async (): Promise<void> => {
      try {
        await Promise.all([...outbox.of(id).values()].map(({ sending }) => sending));
        const read = await conversationApi.read(id, abort.signal);
        if (abort.signal.aborted) return;
        if (running.current) {
          // The learner has said something meanwhile: what was read is older, and is read again when that is answered.
          stale.current = true;
          return;
        }
        stale.current = false;
        setConversation(read);
        setLoadError(null);
        dispatch({ type: "loaded", conversation: read });
        known.current = new Set([...read.messages.map(({ turn_id }) => turn_id), read.active_turn_id].filter((turn) => turn !== null));
        callbacks.current.onLoaded(read);
        for (const [key, parcel] of outbox.of(id)) {
          if (hasArrived(key, read.messages)) outbox.drop(id, key);
          else dispatch(unsentAction(key, parcel));
        }
        if (read.active_turn_id) {
          dispatch({ type: "following", turnId: read.active_turn_id });
          run({ turnId: read.active_turn_id });
        }
        catchUp();
      } catch (error) {
        if (abort.signal.aborted) return;
        if (error instanceof ApiError && error.status === 404) setConversation(null); // deleted on another page
        setLoadError(toErrorBody(error));
        dispatch({ type: "turnFailed", error: toErrorBody(error) });
      }
    };
    void load();
    // Warming the model up is a favour: if it fails, the first reply is only slower.
    conversationApi.prewarm(id).catch(() => undefined);
    return () => {
      open.current = false;
      abort.abort();
      running.current?.leave();
      running.current = null;
    };
  }, [id, loads, outbox, run, catchUp]);

  const states = useCallback((signal: AbortSignal) => followingApi.states(id, signal), [id]);
  useLive(loadError ? null : states, {
    onEvent: ({ name, data }) => {
      if (name === "hint") {
        setHint(JSON.parse(data) as Hint);
        return;
      }
      const now = JSON.parse(data) as ConversationState;
      setState(now);
      told.current = now.last_turn_id;
      catchUp();
    },
    // Reading the conversation again says why.
    onRefused: reload,
  });

  const stop = useCallback(() => {
    const turnId = latest.current.turn?.turnId;
    dispatch({ type: "stopping", stopping: true });
    stopWanted.current = true;
    if (!turnId) return;
    conversationApi.stopTurn(turnId).catch((error: unknown) => {
      dispatch({ type: "stopping", stopping: false });
      // The turn may have ended by itself a moment earlier: then there is nothing left to stop.
      if (!(error instanceof ApiError && error.status === 404)) dispatch({ type: "failed", error: toErrorBody(error) });
    });
  }, []);

  /** The learner may cut in at any time: the running turn is stopped, and the next one waits for its end. */
  const settle = useCallback(async () => {
    const earlier = running.current;
    if (!earlier) return;
    stop();
    await Promise.all([...outbox.of(id).values()].map(({ sending }) => sending));
    await Promise.race([earlier.ended, new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE_MS))]);
    earlier.abort();
  }, [id, outbox, stop]);

  const sendAs = useCallback(
    (key: string, outgoing: Outgoing) => {
      const parcel = outbox.of(id).get(key) ?? newParcel(outgoing);
      outbox.put(id, key, parcel);
      const shown = shownAs(key, outgoing);
      dispatch({ type: "queued", ...shown });
      const begin = (): void => {
        dispatch({ type: "sent", ...shown, ...(outgoing.replaces ? { replaces: outgoing.replaces } : {}) });
        run({ open: (signal) => conversationApi.sendTurn(id, outgoing, key, signal), key });
      };
      line.current = line.current.then(settle).then(begin);
    },
    [id, outbox, run, settle],
  );

  const send = useCallback((outgoing: Outgoing) => sendAs(newKey(), outgoing), [sendAs]);

  const retrySend = useCallback(
    (key: string) => {
      const parcel = outbox.of(id).get(key);
      if (parcel) sendAs(key, parcel.outgoing);
    },
    [id, outbox, sendAs],
  );

  const keep = useCallback(
    (outgoing: Outgoing, reason: ErrorBody) => {
      const key = newKey();
      const parcel = newParcel(outgoing, reason);
      outbox.put(id, key, parcel);
      dispatch(unsentAction(key, parcel));
    },
    [id, outbox],
  );

  const discard = useCallback(
    (key: string) => {
      outbox.drop(id, key);
      dispatch({ type: "discarded", key });
    },
    [id, outbox],
  );

  const regenerate = useCallback(
    (turnId: string) => {
      if (running.current) return;
      dispatch({ type: "regenerating" });
      run({ open: (signal) => conversationApi.regenerate(turnId, signal) });
    },
    [run],
  );

  const translate = useCallback(async (messageId: string) => {
    const { text } = await conversationApi.translate(messageId);
    dispatch({ type: "translated", messageId, text });
  }, []);

  const dismiss = useCallback((messageId: string, correction: Correction) => {
    const show = (dismissed: boolean): void => dispatch({ type: "judged", messageId, correction, as: { dismissed } });
    show(true);
    if (correction.id === undefined) return;
    correctionsApi.dismiss(messageId, correction.id).catch((error: unknown) => {
      show(false);
      dispatch({ type: "failed", error: { ...toErrorBody(error), retryable: false } });
    });
  }, []);

  const accept = useCallback((messageId: string, correction: Correction) => {
    const show = (certainty: Correction["certainty"]): void =>
      dispatch({ type: "judged", messageId, correction, as: { certainty } });
    show("sure");
    if (correction.id === undefined) return;
    correctionsApi.accept(messageId, correction.id).catch((error: unknown) => {
      show("likely");
      dispatch({ type: "failed", error: { ...toErrorBody(error), retryable: false } });
    });
  }, []);

  return {
    conversation,
    thread,
    state,
    hint,
    dropHint,
    loadError,
    reload,
    send,
    keep,
    retrySend,
    discard,
    regenerate,
    stop,
    translate,
    dismiss,
    accept,
  };
}
