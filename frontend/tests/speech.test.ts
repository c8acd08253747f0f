import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SpeechPlayer, withSpeed } from "../src/lib/speech";

/** A sound system that stays asleep, as a browser's does on a page that nobody has touched. */
class SleepingContext {
  state = "suspended";
  currentTime = 0;
  resume = (): Promise<void> => new Promise(() => undefined);
}

describe("SpeechPlayer", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("AudioContext", SleepingContext);
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("not asked for")));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("offers to be pressed where the browser allows no sound yet, instead of hanging", async () => {
    const player = new SpeechPlayer();
    const playing = player.play("m", "/speech");
    expect(player.getSnapshot().state).toBe("loading");
    await vi.advanceTimersByTimeAsync(2000);
    await playing;
    expect(player.getSnapshot()).toMatchObject({ messageId: "m", state: "blocked", error: null });
  });

  it("forgets a sound that was stopped while it waited", async () => {
    const player = new SpeechPlayer();
    const playing = player.play("m", "/speech");
    player.stop();
    await vi.advanceTimersByTimeAsync(2000);
    await playing;
    expect(player.getSnapshot().state).toBe("idle");
  });

  it("asks for another speed whatever else the address says", () => {
    expect(withSpeed("/speech", 0.75)).toBe("/speech?speed=0.75");
    expect(withSpeed("/speech?voice=v", 0.75)).toBe("/speech?voice=v&speed=0.75");
  });
});
