import { ApiError, toErrorBody } from "../../shared/wire/http";
import type { TurnEvent } from "../../shared/wire/types";
import { conversationApi } from "./api";
import type { Outbox } from "./outbox";
import { failed } from "./parcels";
import type { ThreadAction } from "./thread";
import { followTurn } from "./turnStream";

/** What is to be followed: a turn that is being asked for, maybe with a parcel of the outbox, or one under way. */
export type Start = { open: (signal: AbortSignal) => Promise<Response>; key?: string } | { turnId: string };

export interface RunContext {
  id: string;
  outbox: Outbox;
  dispatch: (action: ThreadAction) => void;
  /** Whether the learner asked to stop before the turn had an id. */
  stopWanted: () => boolean;
  onStart: (turnId: string) => void;
  onSpeech: (turnId: string, messageId: string, url: string) => void;
  onDone: (event: DoneEvent) => void;
  /** The thread must be read again to be true. */
  onStale: () => void;
  /** Told at the end, whatever it was; `given up` when nobody looks any more. */
  onEnded: (run: Run, givenUp: boolean) => void;
}

export type DoneEvent = Extract<TurnEvent, { type: "done" }>;

/** A turn that is being sent or followed. */
export interface Run {
  /** The view closes: a parcel under way is still delivered, and nothing is shown any more. */
  leave: () => void;
  abort: () => void;
  ended: Promise<void>;
}

/** Sends and follows one turn to its end, over lost connections; the thread is told of all that happens. */
export function startRun(start: Start, context: RunContext): Run {
  const { id, outbox, dispatch } = context;
  const abort = new AbortController();
  const { signal } = abort;
  const key = "open" in start ? start.key : undefined;
  const parcel = key === undefined ? undefined : outbox.of(id).get(key);
  let settle = (): void => undefined;
  if (parcel) {
    parcel.sending = new Promise((resolve) => {
      settle = resolve;
    });
  }
  let tutorId = "";
  let turnId = "";
  let started = false;
  let left = false;

  const onStart = (event: Extract<TurnEvent, { type: "start" }>): void => {
    started = true;
    tutorId = event.assistant_message_id;
    turnId = event.turn_id;
    context.onStart(turnId);
    if (key !== undefined) outbox.drop(id, key);
    settle();
    if (left) abort.abort();
    else if (context.stopWanted()) conversationApi.stopTurn(turnId).catch(() => undefined);
  };
  const onEvent = (event: TurnEvent): void => {
    if (signal.aborted) return;
    if (event.type === "start") onStart(event);
    if (left) return;
    dispatch({ type: "event", event });
    if (event.type === "speech") context.onSpeech(turnId, tutorId, event.speech_url);
    else if (event.type === "done") context.onDone(event);
  };
  const onLost = (lost: boolean): void => dispatch({ type: "lost", lost });
  const onFailure = async (error: unknown): Promise<void> => {
    if (started || !parcel || key === undefined) {
      // A turn that is gone, or never came to an end, is as the server now tells it.
      if (error instanceof ApiError && error.status === 404) context.onStale();
      else dispatch({ type: "turnFailed", error: toErrorBody(error) });
    } else if (await failed(id, key, parcel, error)) {
      outbox.drop(id, key);
      if (!left) context.onStale();
    } else dispatch({ type: "sendFailed", key, error: parcel.reason });
  };
  const follow = async (): Promise<void> => {
    try {
      const from = "turnId" in start ? { open: null, turnId: start.turnId } : { open: start.open };
      await followTurn({ ...from, signal, onEvent, onLost });
    } catch (error) {
      if (!signal.aborted) await onFailure(error);
    } finally {
      settle();
      context.onEnded(run, signal.aborted);
    }
  };
  const run: Run = {
    leave: () => {
      left = true;
      if (started || !parcel) abort.abort();
    },
    abort: () => abort.abort(),
    ended: Promise.resolve(),
  };
  run.ended = follow();
  return run;
}
