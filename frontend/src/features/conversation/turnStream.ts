import { conversationApi } from "./api";
import { ApiError, networkError } from "../../shared/wire/http";
import type { TurnEvent } from "../../shared/wire/types";
import { readEventStream } from "../../shared/wire/eventStream";
import { waitToRetry } from "../../shared/wire/retry";
import { watchSilence, type Watch } from "../../shared/wire/silence";

export interface NumberedEvent {
  id: string | null;
  event: TurnEvent;
}

const KNOWN = new Set(["start", "transcript", "sources", "token", "notice", "queue", "speech", "done", "error"]);
/** A stream that ends whole but empty this often belongs to a turn that will say nothing more. */
const EMPTY_STREAMS = 3;

/** Reads the events of a turn until their stream ends; one that the page does not know is left out. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onBytes?: () => void,
): AsyncGenerator<NumberedEvent> {
  for await (const { id, name, data } of readEventStream(body, onBytes)) {
    const event = parseEvent(name, data);
    if (event) yield { id, event };
  }
}

/** An event of a turn; null for one that the page does not know. */
export function parseEvent(name: string, data: string): TurnEvent | null {
  return KNOWN.has(name) ? ({ ...(JSON.parse(data) as object), type: name } as TurnEvent) : null;
}

export interface FollowOptions {
  /** Opens the first stream: the POST of a turn, or null to follow a turn already under way. */
  open: ((signal: AbortSignal) => Promise<Response>) | null;
  turnId?: string;
  signal: AbortSignal;
  onEvent: (event: TurnEvent) => void;
  /** Told when the connection is lost (true) and when it is back (false). */
  onLost?: (lost: boolean) => void;
  /** Opens the stream again after `lastEventId`; the API's own by default. */
  reopen?: (turnId: string, lastEventId: string | null, signal: AbortSignal) => Promise<Response>;
  wait?: (attempt: number, signal: AbortSignal, atLeastMs: number) => Promise<void>;
  watch?: () => Watch;
}

/**
 * Follows one turn to its `done` or `error`, reconnecting for as long as it takes. No event is given twice.
 * Throws ApiError when the turn was refused, was lost before it had an id, or has no end to tell.
 */
export async function followTurn(options: FollowOptions): Promise<void> {
  const { signal, onEvent, onLost, reopen = conversationApi.turnEvents, wait = waitToRetry, watch = watchSilence } = options;
  let turnId = options.turnId ?? null;
  let lastId = null as string | null;
  let attempt = 0;
  let empty = 0;
  let open = options.open;
  for (;;) {
    let atLeastMs = 0;
    const silence = watch();
    const either = AbortSignal.any([signal, silence.signal]);
    try {
      if (!open && turnId === null) throw networkError();
      if (!open) silence.heard();
      const response: Response = open ? await open(either) : await reopen(turnId ?? "", lastId, either);
      silence.heard();
      if (attempt > 0) onLost?.(false);
      empty += 1; // taken back by an event, and by a connection that broke
      for await (const { id, event } of readEvents(response.body ?? new ReadableStream(), silence.heard)) {
        attempt = 0;
        empty = 0;
        if (id !== null && lastId !== null && Number(id) <= Number(lastId)) continue;
        if (id !== null) lastId = id;
        if (event.type === "start") turnId = event.turn_id;
        onEvent(event);
        if (event.type === "done" || event.type === "error") return;
      }
      if (empty >= EMPTY_STREAMS) throw new ApiError({ ...networkError().body, code: "no_end" }, 404);
    } catch (error) {
      if (signal.aborted) throw error;
      const known = error instanceof ApiError ? error : networkError();
      if (turnId === null || !known.passing) throw known;
      empty = 0;
      atLeastMs = 1000 * (known.body.wait_s ?? 0);
    } finally {
      silence.end();
    }
    if (turnId === null) throw networkError();
    open = null;
    onLost?.(true);
    await wait(attempt, signal, atLeastMs);
    attempt += 1;
  }
}
