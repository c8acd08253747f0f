import { ApiError, networkError } from "./http";
import { describe, expect, it } from "vitest";
import { keepOpen } from "./live";
import { frame, stream, wait, watch } from "./streams";

const gone = new ApiError({ code: "not_found", message: "gone", action: null, retryable: false }, 404);
const busy = new ApiError({ code: "too_many_requests", message: "", action: null, retryable: true, wait_s: 3 }, 429);
const state = (n: number): string => frame(n, "state", { n });

interface Seen {
  data: string[];
  lost: boolean[];
  waits: [number, number][];
}

/** Opens what comes next of `answers` each time: what the server sends before the connection breaks, or why it refuses. */
async function follow(answers: (string | Error)[]): Promise<Seen & { error: unknown }> {
  const left = [...answers];
  const seen: Seen = { data: [], lost: [], waits: [] };
  const error = await keepOpen({
    open: () => {
      const next = left.shift() ?? gone;
      return typeof next === "string" ? Promise.resolve(new Response(stream(next, 7, true))) : Promise.reject(next);
    },
    signal: new AbortController().signal,
    onEvent: ({ data }) => seen.data.push(data),
    onLost: (lost) => seen.lost.push(lost),
    wait: (attempt, _, atLeastMs) => {
      seen.waits.push([attempt, atLeastMs]);
      return wait();
    },
    watch,
  }).catch((reason: unknown) => reason);
  return { ...seen, error };
}

describe("a stream without an end", () => {
  it("is opened again whenever it breaks, and says when it is lost and back", async () => {
    const seen = await follow([state(1), networkError(), state(2) + state(3)]);
    expect(seen.data).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
    expect(seen.lost).toEqual([false, true, true, false, true]);
    expect(seen.waits).toEqual([
      [0, 0],
      [1, 0],
      [0, 0],
    ]);
    expect(seen.error).toBe(gone);
  });

  it("waits as long as a busy server asks it to, and gives up when refused", async () => {
    const seen = await follow([busy]);
    expect(seen.waits).toEqual([[0, 3000]]);
    expect(seen.error).toBe(gone);
    expect(seen.lost).toEqual([true]);
  });

  it("stops when it is no longer wanted", async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    const following = keepOpen({
      open: () => Promise.resolve(new Response(stream(state(1) + state(2), 9))),
      signal: abort.signal,
      onEvent: ({ data }) => {
        seen.push(data);
        abort.abort();
      },
      wait,
      watch,
    });
    await expect(following).rejects.toMatchObject({ name: "AbortError" });
    expect(seen).toEqual(['{"n":1}']);
  });
});
