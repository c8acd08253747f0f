/** Follows a turn over Server-Sent Events, across lost connections: no event twice, none missed. */
import { createParser } from "eventsource-parser";

import { ApiError, send } from "./api";
import type { TurnEvent } from "./types";

export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<TurnEvent> {
  const arrived: TurnEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      arrived.push({ seq: Number(id), name: event, data: JSON.parse(data) } as TurnEvent);
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* arrived.splice(0);
    }
  } finally {
    reader.cancel().catch(() => undefined); // it may have ended by itself
  }
}

const isLast = (event: TurnEvent) => event.name === "done" || event.name === "error";

/** Waits with backoff and jitter, cut short when the network returns or the tab is shown again. */
export function pause(attempt: number, signal: AbortSignal): Promise<void> {
  const delay = Math.min(15_000, 400 * 2 ** attempt) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener("online", finish);
      document.removeEventListener("visibilitychange", shown);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const shown = () => {
      if (!document.hidden) finish();
    };
    const timer = setTimeout(finish, delay);
    window.addEventListener("online", finish);
    document.addEventListener("visibilitychange", shown);
    signal.addEventListener("abort", finish);
  });
}

/** No byte for this long, though the server pings every 10 s: the connection is dead. */
const SILENCE_MS = 25_000;

function withWatchdog(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error("silent")), SILENCE_MS);
      });
      try {
        const { done, value } = await Promise.race([reader.read(), silence]);
        if (done) controller.close();
        else controller.enqueue(value);
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * All events of a turn, from the answer to the request that began it (or from `turnId` when it is already running)
 * to its `done` or `error`. Throws ApiError when the turn can't be found any more.
 */
export async function* followTurn(
  first: Response | null,
  turnId: string | null,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  let last = 0;
  let response = first;
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      response ??= await send(`/api/turns/${turnId}/events`, { headers: { "Last-Event-ID": String(last) }, signal });
      if (response.body) {
        for await (const event of readEvents(withWatchdog(response.body))) {
          if (event.seq <= last) continue;
          last = event.seq;
          attempt = 0;
          if (event.name === "start") turnId = event.data.turn_id;
          yield event;
          if (isLast(event)) return;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status !== 0 && error.status < 500) throw error;
    }
    if (turnId === null) throw new Error("lost before the turn began");
    response = null;
    await pause(attempt, signal);
  }
}
