import { ApiError } from "../../shared/wire/http";
import type { TurnEvent } from "../../shared/wire/types";
import { describe, expect, it } from "vitest";
import { followTurn, readEvents, type NumberedEvent } from "./turnStream";
import { frame, stream, wait, watch } from "../../shared/wire/streams";

async function collect(body: ReadableStream<Uint8Array>): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

const START = frame(0, "start", { turn_id: "t", user_message_id: "u", assistant_message_id: "a" });
const DONE = frame(9, "done", { text: "ñandú 🐦", corrections: [] });

describe("readEvents", () => {
  it.each([1, 2, 3, 7, 1000])("reads the same events from pieces of %i bytes, even inside a letter", async (size) => {
    const text = START + frame(1, "token", { text: "ñandú 🐦" }) + ": still here\n\n" + frame(2, "later", {}) + DONE;
    const events = await collect(stream(text, size));
    expect(events.map(({ id, event }) => [id, event.type])).toEqual([
      ["0", "start"],
      ["1", "token"],
      ["9", "done"],
    ]);
    expect(events[1]?.event).toEqual({ type: "token", text: "ñandú 🐦" });
  });
});

describe("followTurn", () => {
  const signal = new AbortController().signal;

  it("takes a broken stream up again after the last event it had, and doubles no token", async () => {
    const seen: TurnEvent[] = [];
    const asked: (string | null)[] = [];
    const lost: boolean[] = [];
    const replies = [
      // The server repeats an event already seen: it must not be given twice.
      stream(frame(2, "token", { text: "dos " }) + frame(3, "token", { text: "tres" }), 50),
      stream(DONE, 50),
    ];
    await followTurn({
      open: () =>
        Promise.resolve(
          new Response(
            stream(START + frame(1, "token", { text: "uno " }) + frame(2, "token", { text: "dos " }), 5, true),
          ),
        ),
      signal,
      wait,
      watch,
      onEvent: (event) => seen.push(event),
      onLost: (value) => lost.push(value),
      reopen: (turnId, lastId) => {
        expect(turnId).toBe("t");
        asked.push(lastId);
        const reply = replies.shift();
        // The first attempt to come back fails outright.
        if (asked.length === 1 || !reply) {
          if (reply) replies.unshift(reply);
          return Promise.reject(new ApiError({ code: "network", message: "", action: null, retryable: true }, 0));
        }
        return Promise.resolve(new Response(reply));
      },
    });
    expect(asked).toEqual(["2", "2", "3"]);
    expect(seen.flatMap((event) => (event.type === "token" ? [event.text] : [])).join("")).toBe("uno dos tres");
    expect(seen.at(-1)?.type).toBe("done");
    expect(lost).toEqual([true, true, false, true, false]);
  });

  it("gives up when the server refuses", async () => {
    const refusal = new ApiError({ code: "busy", message: "Busy", action: null, retryable: true }, 409);
    const following = followTurn({ open: () => Promise.reject(refusal), signal, wait, watch, onEvent: () => undefined });
    await expect(following).rejects.toBe(refusal);
  });

  it("cannot resume a turn that never got an id", async () => {
    const open = (): Promise<Response> => Promise.resolve(new Response(stream("", 1)));
    const following = followTurn({ open, signal, wait, watch, onEvent: () => undefined });
    await expect(following).rejects.toMatchObject({ body: { code: "network" } });
  });
});
