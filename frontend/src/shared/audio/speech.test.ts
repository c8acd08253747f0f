import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SpeechPlayer, withSpeed } from "./speech";

/** A sound system that stays asleep, as a browser's does on a page that nobody has touched. */
class SleepingContext {
  state = "suspended";
  currentTime = 0;
  resume = (): Promise<void> => new Promise(() => undefined);
}

/** A sound system that plays, and whose clock the test turns. */
class PlayingContext {
  static last: PlayingContext;
  state = "running";
  currentTime = 0;
  destination = {};
  volume = 1;
  constructor() {
    PlayingContext.last = this;
  }
  resume = (): Promise<void> => Promise.resolve(void (this.state = "running"));
  suspend = (): Promise<void> => Promise.resolve(void (this.state = "suspended"));
  createBuffer = (_: number, frames: number, rate: number) => ({ duration: frames / rate, copyToChannel: () => undefined });
  createBufferSource = () => ({ connect: () => undefined, disconnect: () => undefined, start: () => undefined, stop: () => undefined });
  createGain = () => ({ connect: () => undefined, gain: { setTargetAtTime: (to: number) => (this.volume = to) } });
}

/** A second of silence as a 16-bit WAV. */
function secondOfSound(): ArrayBuffer {
  const wav = new DataView(new ArrayBuffer(44 + 2 * 16_000));
  for (const [at, letter] of [..."RIFF....WAVEfmt ....................data"].entries()) wav.setUint8(at, letter.charCodeAt(0));
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true);
  wav.setUint32(24, 16_000, true);
  wav.setUint16(34, 16, true);
  wav.setUint32(40, 2 * 16_000, true);
  return wav.buffer;
}

describe("SpeechPlayer, while somebody may be cutting in", () => {
  let player: SpeechPlayer;
  let context: PlayingContext;
  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal("AudioContext", PlayingContext);
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(secondOfSound())));
    player = new SpeechPlayer();
    void player.play("m", "/speech");
    context = PlayingContext.last;
    await vi.advanceTimersByTimeAsync(0);
    expect(player.getSnapshot().state).toBe("playing");
    player.duck(true);
    await vi.advanceTimersByTimeAsync(100);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is silent and loses no word, and goes on where it was", () => {
    expect(player.getSnapshot().state).toBe("playing");
    expect(context).toMatchObject({ volume: 0, state: "suspended" });
    player.unlock(); // a press elsewhere on the page
    expect(context.state).toBe("suspended");
    player.duck(false);
    expect(context).toMatchObject({ volume: 1, state: "running" });
  });

  it("goes on at once after a sound too short to have sunk in", async () => {
    player.duck(false);
    player.duck(true);
    player.duck(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(context).toMatchObject({ volume: 1, state: "running" });
  });

  it("stays paused for whoever has cut in", () => {
    player.pause();
    player.duck(false);
    expect(context.state).toBe("suspended");
    player.resume();
    expect(context).toMatchObject({ volume: 1, state: "running" });
  });

  it("leaves the sound system running when it is stopped", () => {
    player.stop();
    expect(context).toMatchObject({ volume: 1, state: "running" });
  });
});

describe("SpeechPlayer", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("AudioContext", SleepingContext);
    vi.stubGlobal("navigator", {});
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

  it("waits for a sound system that is slow to wake, once somebody has touched the page", async () => {
    vi.stubGlobal("navigator", { userActivation: { hasBeenActive: true } });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(secondOfSound())));
    class SlowContext extends PlayingContext {
      override state = "suspended";
      override resume = (): Promise<void> =>
        new Promise((awake) => setTimeout(() => awake(void (this.state = "running")), 4000));
    }
    vi.stubGlobal("AudioContext", SlowContext);
    const player = new SpeechPlayer();
    void player.play("m", "/speech");
    await vi.advanceTimersByTimeAsync(3000);
    expect(player.getSnapshot().state).toBe("loading");
    await vi.advanceTimersByTimeAsync(1100);
    expect(player.getSnapshot().state).toBe("playing");
    player.stop();
  });

  it("knows from the answer whose voice it is, and forgets it with the next sound", async () => {
    let headers: Record<string, string> = { "X-Simpler-Voice": "true" };
    vi.stubGlobal("AudioContext", PlayingContext);
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(secondOfSound(), { headers })));
    const player = new SpeechPlayer();
    void player.play("m", "/speech");
    await vi.advanceTimersByTimeAsync(100);
    expect(player.getSnapshot()).toMatchObject({ state: "playing", simpler: true });
    headers = {};
    void player.play("n", "/speech");
    expect(player.getSnapshot()).toMatchObject({ state: "loading", simpler: false });
    await vi.advanceTimersByTimeAsync(100);
    expect(player.getSnapshot()).toMatchObject({ state: "playing", simpler: false });
    player.stop();
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
