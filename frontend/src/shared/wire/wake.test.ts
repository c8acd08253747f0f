import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { waitToRetry } from "./retry";
import { watchSilence } from "./silence";

/** A page without a browser: what can come back, and whether it can be seen. */
function stubPage(): { online: () => void; show: (state: DocumentVisibilityState) => void } {
  const page = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" as DocumentVisibilityState });
  vi.stubGlobal("window", page);
  vi.stubGlobal("document", document);
  return {
    online: () => page.dispatchEvent(new Event("online")),
    show: (state) => {
      document.visibilityState = state;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  };
}

let page: ReturnType<typeof stubPage>;
beforeEach(() => {
  vi.useFakeTimers();
  page = stubPage();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Whether a promise has settled once all that is due has run. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  promise.then(
    () => (done = true),
    () => (done = true),
  );
  await vi.advanceTimersByTimeAsync(0);
  return done;
}

describe("waitToRetry", () => {
  const never = new AbortController().signal;

  it("comes back when its time is over", async () => {
    const waiting = waitToRetry(20, never);
    await vi.advanceTimersByTimeAsync(4999);
    expect(await settled(waiting)).toBe(false);
    await vi.advanceTimersByTimeAsync(5001);
    expect(await settled(waiting)).toBe(true);
  });

  it("comes back at once with the network", async () => {
    const waiting = waitToRetry(20, never);
    page.online();
    expect(await settled(waiting)).toBe(true);
  });

  it("comes back when the tab is shown, not when it is hidden", async () => {
    const waiting = waitToRetry(20, never);
    page.show("hidden");
    expect(await settled(waiting)).toBe(false);
    page.show("visible");
    expect(await settled(waiting)).toBe(true);
  });

  it("waits out the pause that a server asked for, whatever comes back", async () => {
    const waiting = waitToRetry(0, never, 7000);
    page.online();
    await vi.advanceTimersByTimeAsync(6999);
    expect(await settled(waiting)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await settled(waiting)).toBe(true);
  });

  it("ends with the one who waits", async () => {
    const abort = new AbortController();
    const waiting = waitToRetry(20, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("watchSilence", () => {
  it("gives a connection up when two pings are missing, and not before the first byte", async () => {
    const watch = watchSilence();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(watch.signal.aborted).toBe(false); // a long upload
    watch.heard();
    await vi.advanceTimersByTimeAsync(20_000);
    watch.heard();
    await vi.advanceTimersByTimeAsync(24_000);
    expect(watch.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(3000);
    expect(watch.signal.aborted).toBe(true);
    watch.end();
  });

  it("doubts a connection sooner when the computer wakes, and trusts a lively one", async () => {
    const watch = watchSilence();
    watch.heard();
    await vi.advanceTimersByTimeAsync(5000);
    page.online();
    expect(watch.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(8000);
    page.show("hidden");
    expect(watch.signal.aborted).toBe(false);
    page.show("visible");
    expect(watch.signal.aborted).toBe(true);
    watch.end();
  });

  it("leaves nothing running behind", () => {
    const watch = watchSilence();
    watch.heard();
    watch.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
