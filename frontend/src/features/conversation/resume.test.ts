import { ApiError } from "../../shared/wire/http";
import type { Conversation, TurnEvent } from "../../shared/wire/types";
import { describe, expect, it } from "vitest";
import { backoff } from "../../shared/wire/retry";
import { followTurn } from "./turnStream";
import { EMPTY_THREAD, threadReducer, type Thread } from "./thread";
import recorded from "./turn.sse?raw";
import { frame, stream, wait, watch } from "../../shared/wire/streams";

/** A turn as the real server sent it: every kind of letter, an emoji of three code points, pings in between. */
const BYTES = new TextEncoder().encode(recorded);
const FRAMES = recorded.split(/(?<=\n\n|\r\n\r\n)/);
const TEXT = (JSON.parse(/event: done\ndata: (.*)/.exec(recorded)?.[1] ?? "{}") as { text: string }).text;
const START_BYTES = new TextEncoder().encode(FRAMES[0]).length;

/** What the server would send after event `lastId`. */
function after(lastId: string | null): Uint8Array {
  const first = FRAMES.findIndex((text) => Number(/^id: (\d+)/.exec(text)?.[1] ?? 0) > Number(lastId ?? 0));
  return new TextEncoder().encode(first < 0 ? "" : FRAMES.slice(first).join(""));
}

interface Seen {
  events: TurnEvent[];
  thread: Thread;
}

/** Follows the turn through connections that break after the given numbers of bytes; the last one stays whole. */
async function follow(cuts: number[], pieces: () => number, posted = true): Promise<Seen> {
  const left = [...cuts];
  const events: TurnEvent[] = [];
  const conversation = { messages: [] } as unknown as Conversation;
  let thread = threadReducer(EMPTY_THREAD, { type: "loaded", conversation });
  thread = threadReducer(thread, { type: "sent", key: "local", text: "Hola", recordingUrl: null });
  const answer = (bytes: Uint8Array): Promise<Response> => {
    const cut = left.shift();
    const body = cut === undefined ? stream(bytes, pieces()) : stream(bytes.slice(0, cut), pieces(), true);
    return Promise.resolve(new Response(body));
  };
  await followTurn({
    open: posted ? () => answer(BYTES) : null,
    turnId: "known",
    reopen: (_, lastId) => answer(after(lastId)),
    signal: new AbortController().signal,
    onEvent: (event) => {
      events.push(event);
      // Before `done` sets things right, the tokens alone must give the text.
      if (event.type === "done") expect(thread.messages.at(-1)?.text).toBe(TEXT);
      thread = threadReducer(thread, { type: "event", event });
    },
    wait,
    watch,
  });
  return { events, thread };
}

function check({ events, thread }: Seen): void {
  expect(events.flatMap((event) => (event.type === "token" ? [event.text] : [])).join("")).toBe(TEXT);
  expect(events.map(({ type }) => type).filter((type) => type !== "token")).toEqual(["start", "done"]);
  expect(thread.messages.at(-1)).toMatchObject({ text: TEXT, state: "complete" });
  expect(thread.turn).toBeNull();
}

/** A small generator of random numbers, so that a failure can be run again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("a recorded turn", () => {
  it("holds what makes cutting hard", () => {
    expect(TEXT).toContain("👩‍🏫");
    expect(recorded).toContain(": ping");
    expect(BYTES.length).toBeGreaterThan(recorded.length);
  });

  it("is whole again when it was cut once, at any byte", async () => {
    for (let cut = 0; cut <= BYTES.length; cut += 1) {
      // Cut before its id was known, a turn that was posted can't be followed: the conversation is read again.
      check(await follow([cut], () => 1 + (cut % 61), cut >= START_BYTES));
    }
  }, 60_000);

  it("is whole again when it was cut many times", async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed);
      const cuts = Array.from({ length: 1 + roll(12) }, () => roll(500));
      check(await follow(cuts, () => 1 + roll(40), false));
    }
  }, 60_000);
});

describe("followTurn in bad weather", () => {
  const signal = new AbortController().signal;
  const start = frame(1, "start", { turn_id: "t", user_message_id: "u", assistant_message_id: "a" });

  it("gives up on a turn that ends without an end, instead of asking for ever", async () => {
    let asked = 0;
    const following = followTurn({
      open: null,
      turnId: "t",
      reopen: () => Promise.resolve(new Response(stream((asked += 1) === 1 ? start : "", 9))),
      signal,
      onEvent: () => undefined,
      wait,
      watch,
    });
    await expect(following).rejects.toMatchObject({ status: 404 });
    expect(asked).toBe(4);
  });

  it("waits as long as a busy server asks it to", async () => {
    const waits: number[] = [];
    const busy = new ApiError({ code: "too_many_requests", message: "", action: null, retryable: true, wait_s: 7 }, 429);
    let asked = 0;
    await followTurn({
      open: null,
      turnId: "t",
      reopen: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(busy) : Promise.resolve(new Response(stream(BYTES, 99)));
      },
      signal,
      onEvent: () => undefined,
      wait: (_, __, atLeastMs) => {
        waits.push(atLeastMs);
        return Promise.resolve();
      },
      watch,
    });
    expect(waits).toEqual([7000]);
  });

  it("leaves a connection that has fallen silent", async () => {
    const silence = new AbortController();
    const seen: string[] = [];
    let connections = 0;
    await followTurn({
      open: null,
      turnId: "t",
      reopen: (_, lastId, connection) => {
        connections += 1;
        if (connections > 1) return Promise.resolve(new Response(stream(after(lastId), 99)));
        // Says one thing and then nothing, as a half-open socket does.
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(FRAMES[0]));
            connection.addEventListener("abort", () => controller.error(new DOMException("", "AbortError")));
          },
        });
        return Promise.resolve(new Response(body));
      },
      signal,
      onEvent: (event) => {
        seen.push(event.type);
        if (connections === 1) silence.abort();
      },
      wait,
      watch: () => ({ ...watch(), signal: connections === 0 ? silence.signal : watch().signal }),
    });
    expect(connections).toBe(2);
    expect(seen.at(-1)).toBe("done");
    expect(seen.filter((type) => type === "start")).toHaveLength(1);
  });

  it("waits longer each time, within bounds, never twice the same", () => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const most = Math.min(10_000, 300 * 2 ** attempt);
      expect(backoff(attempt, 0)).toBe(most / 2);
      expect(backoff(attempt, 1)).toBe(most);
    }
    expect(new Set(Array.from({ length: 9 }, () => backoff(3))).size).toBeGreaterThan(1);
  });
});
