import { conversationApi, type Outgoing } from "./api";
import { type ConversationState, followingApi } from "./following/api";
import { correctionsApi } from "../corrections/api";
import { ApiError, toErrorBody } from "../../shared/wire/http";
import type { Conversation, Correction, ErrorBody, TurnEvent } from "../../shared/wire/types";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { followTurn } from "./turnStream";
import { hasArrived, newParcel, type Outbox, type Parcel } from "./outbox";
import { EMPTY_THREAD, threadReducer, type Thread } from "./thread";
import { common } from "../../shared/i18n/common";
import { useLive } from "../../shared/wire/useLive";

/** How long a turn that was asked to stop may take to do so before the next one is sent. */
const STOP_PATIENCE_MS = 5000;

/** The server no longer has the sound of what was heard in a call, or has sent it already. */
const FORGOTTEN = "speech_forgotten";

export interface ConversationControls {
  conversation: Conversation | null;
  thread: Thread;
  /** Who else follows; null until the server has told. */
  state: ConversationState | null;
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
}

interface Options {
  id: string;
  outbox: Outbox;
  /** Told when a reply can be heard; `elsewhere` if another page of the learner's had asked for it. */
  onSpeech: (messageId: string, url: string, elsewhere: boolean) => void;
  /** Told when a turn has come to its end. */
  onDone: (text: string) => void;
  onChanged: () => void;
  onLoaded: (conversation: Conversation) => void;
}

type Open = (signal: AbortSignal) => Promise<Response>;

/** A turn that is being sent or followed. */
interface Run {
  /** The view closes: a parcel under way is still delivered, and nothing is shown any more. */
  leave: () => void;
  abort: () => void;
  ended: Promise<void>;
}

/** The server had taken a doubtful parcel after all. */
class AlreadyThere extends Error {}

/** One open conversation: reads it, sends turns, follows their streams and survives lost connections. */
export function useConversation(options: Options): ConversationControls {
  const { id, outbox } = options;
  const [conversation, setConversation] = useState<Conversation | null>(null);
  const [loadError, setLoadError] = useState<ErrorBody | null>(null);
  const [loads, setLoads] = useState(0);
  const [state, setState] = useState<ConversationState | null>(null);
  const [thread, dispatch] = useReducer(threadReducer, EMPTY_THREAD);
  const callbacks = useRef(options);
  const latest = useRef(thread);
  /** Stop was asked for before the turn had an id. */
  const stopWanted = useRef(false);
  const running = useRef<Run | null>(null);
  const open = useRef(false);
  /** The latest turn that the server has told of, and the latest that this page knows; undefined before it has read. */
  const told = useRef<string | null>(null);
  const known = useRef<string | null | undefined>(undefined);
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
    if (told.current === known.current || told.current === elsewhere.current) return;
    elsewhere.current = told.current;
    reload();
  }, [reload]);

  const run = useCallback(
    (start: { open: Open; key?: string } | { turnId: string }) => {
      const abort = new AbortController();
      const key = "open" in start ? start.key : undefined;
      const parcel = key === undefined ? undefined : outbox.of(id).get(key);
      let settle = (): void => undefined;
      if (parcel) {
        parcel.sending = new Promise((resolve) => {
          settle = resolve;
        });
      }
      stopWanted.current = false;
      let tutorId = "";
      let turnId = "";
      let started = false;
      let left = false;

      const onStart = (event: Extract<TurnEvent, { type: "start" }>): void => {
        started = true;
        tutorId = event.assistant_message_id;
        turnId = known.current = event.turn_id;
        if (key !== undefined) outbox.drop(id, key);
        outbox.learn(id, event.user_message_id);
        settle();
        if (left) abort.abort();
        else if (stopWanted.current) conversationApi.stopTurn(event.turn_id).catch(() => undefined);
      };
      const onEvent = (event: TurnEvent): void => {
        if (abort.signal.aborted) return;
        if (event.type === "start") onStart(event);
        if (left) return;
        dispatch({ type: "event", event });
        if (event.type === "speech") {
          callbacks.current.onSpeech(tutorId, event.speech_url, turnId === elsewhere.current);
        } else if (event.type === "done") callbacks.current.onDone(event.text);
      };
      const onLost = (lost: boolean): void => dispatch({ type: "lost", lost });
      const onFailure = async (error: unknown): Promise<void> => {
        if (started || !parcel || key === undefined) {
          // A turn that is gone, or never came to an end, is as the server now tells it.
          if (error instanceof ApiError && error.status === 404) reload();
          else dispatch({ type: "turnFailed", error: toErrorBody(error) });
          return;
        }
        parcel.reason = toErrorBody(error);
        // A browser sends a request again by itself when its connection closed before the answer: the second one
        // then finds the first under way.
        parcel.doubtful = ["network", "turn_in_progress", FORGOTTEN].includes(parcel.reason.code);
        if (error instanceof AlreadyThere || (await isThere(id, parcel))) {
          outbox.drop(id, key);
          if (!left) reload();
          return;
        }
        // The sound of what was said in a call is kept for a while only: then the words alone are sent.
        const { outgoing } = parcel;
        if (parcel.reason.code === FORGOTTEN && outgoing.kind === "heard") {
          parcel.outgoing = {
            kind: "text",
            text: outgoing.text,
            ...(outgoing.replaces ? { replaces: outgoing.replaces } : {}),
          };
          parcel.reason = { ...parcel.reason, action: common.errors.interrupted.action };
        }
        dispatch({ type: "sendFailed", key, error: parcel.reason });
      };
      const follow = async (): Promise<void> => {
        const { signal } = abort;
        try {
          if ("turnId" in start) await followTurn({ open: null, turnId: start.turnId, signal, onEvent, onLost });
          else await followTurn({ open: start.open, signal, onEvent, onLost });
        } catch (error) {
          if (!signal.aborted) await onFailure(error);
        } finally {
          settle();
          if (running.current === current) running.current = null;
          if (!signal.aborted) callbacks.current.onChanged();
          catchUp();
        }
      };
      const current: Run = {
        leave: () => {
          left = true;
          if (started || !parcel) abort.abort();
        },
        abort: () => abort.abort(),
        ended: Promise.resolve(),
      };
      running.current = current;
      current.ended = follow();
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
        setConversation(read);
        setLoadError(null);
        dispatch({ type: "loaded", conversation: read });
        known.current = read.active_turn_id ?? read.messages.findLast(({ turn_id }) => turn_id !== null)?.turn_id ?? null;
        callbacks.current.onLoaded(read);
        for (const [key, parcel] of outbox.of(id)) {
          if (hasArrived(parcel, read.messages)) outbox.drop(id, key);
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
    onEvent: ({ data }) => {
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
      const parcel = outbox.of(id).get(key) ?? newParcel(outgoing, latest.current.messages);
      outbox.put(id, key, parcel);
      const shown = shownAs(key, outgoing);
      dispatch({ type: "queued", ...shown });
      const begin = (): void => {
        dispatch({ type: "sent", ...shown, ...(outgoing.replaces ? { replaces: outgoing.replaces } : {}) });
        const post: Open = async (signal) => {
          if (parcel.doubtful && hasArrived(parcel, (await conversationApi.read(id, signal)).messages)) {
            throw new AlreadyThere();
          }
          return conversationApi.sendTurn(id, outgoing, signal);
        };
        run({ open: post, key });
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
      const parcel = newParcel(outgoing, latest.current.messages, reason);
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
    const show = (dismissed: boolean): void => dispatch({ type: "dismissed", messageId, correction, dismissed });
    show(true);
    if (correction.id === undefined) return;
    correctionsApi.dismiss(messageId, correction.id).catch((error: unknown) => {
      show(false);
      dispatch({ type: "failed", error: { ...toErrorBody(error), retryable: false } });
    });
  }, []);

  return {
    conversation,
    thread,
    state,
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
  };
}

/** Asks whether a parcel whose sending broke off has reached the server; false when nobody can tell. */
async function isThere(id: string, parcel: Parcel): Promise<boolean> {
  if (!parcel.doubtful) return false;
  try {
    return hasArrived(parcel, (await conversationApi.read(id)).messages);
  } catch {
    return false;
  }
}

function newKey(): string {
  // crypto.randomUUID is missing outside a secure context, where the page still has to work for typing.
  return `local-${Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join("")}`;
}

function shownAs(key: string, outgoing: Outgoing): { key: string; text: string; recordingUrl: string | null } {
  return {
    key,
    text: outgoing.kind === "audio" ? "" : outgoing.text,
    recordingUrl: outgoing.kind === "audio" ? outgoing.url : null,
  };
}

function unsentAction(key: string, { outgoing, reason }: Parcel) {
  return { type: "unsent", ...shownAs(key, outgoing), error: reason } as const;
}
