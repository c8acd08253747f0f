import { fetchOk } from "../wire/http";
import { WavStreamParser } from "./wav";

/** "blocked": the browser wants a press or a key before it lets a page make sound. */
export type SpeechState = "idle" | "loading" | "playing" | "paused" | "ended" | "blocked" | "error";

export interface SpeechSnapshot {
  messageId: string | null;
  state: SpeechState;
  /** As a part of the usual speed. */
  speed: number;
  playedSeconds: number;
  error: unknown;
  /** Another voice than the learner's own speaks, since many do. */
  simpler: boolean;
}

export const SILENT: SpeechSnapshot = {
  messageId: null,
  state: "idle",
  speed: 1,
  playedSeconds: 0,
  error: null,
  simpler: false,
};

/** What "slower" is, as a part of the usual speed. */
export const SLOW = 0.75;

/** Pieces shorter than this are held back and joined, so that each scheduled buffer is worth its seam. */
const PIECE_SECONDS = 0.2;
/** The time constant with which the voice sinks into silence or comes back: too slow for a click, */
const FADE_SECONDS = 0.003;
/** and when nothing is left of it (-58 dB). */
const SUNK_MS = 20;
/** How long a sound system may take to wake where sound is allowed, and until it is taken for forbidden where it may not be. */
const WAKING_MS = 15_000;
const FORBIDDEN_MS = 1500;
/** How far ahead the first piece starts, to let the next one arrive. */
const LEAD_SECONDS = 0.08;

/**
 * Plays one sound at a time: a spoken reply through the page's only AudioContext, while it is still being made,
 * or a recording through an audio element.
 */
export class SpeechPlayer {
  #context: AudioContext | null = null;
  #snapshot = SILENT;
  #listeners = new Set<() => void>();
  #abort: AbortController | null = null;
  #element: HTMLAudioElement | null = null;
  #pieces: { source: AudioBufferSourceNode; from: number; seconds: number }[] = [];
  #volume: GainNode | null = null;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #ducked = false;
  #sinking: ReturnType<typeof setTimeout> | undefined;

  /** `fetchSound` gets a sound from the tutor, or from where else it is to be had. */
  constructor(private readonly fetchSound: typeof fetchOk = fetchOk) {}

  /** The page's AudioContext, made when first asked for. */
  get context(): AudioContext {
    this.#context ??= new AudioContext();
    return this.#context;
  }

  /** Call from a user gesture: browsers let audio start only then. */
  unlock(): void {
    if (this.context.state === "running" || this.#snapshot.state === "paused" || this.#ducked) return;
    void this.context.resume().catch(() => undefined);
  }

  getSnapshot = (): SpeechSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Holds the sound where it is; `resume` goes on from there. */
  pause(): void {
    if (this.#snapshot.state !== "playing") return;
    this.#set({ state: "paused" });
    if (this.#element) this.#element.pause();
    else void this.context.suspend();
  }

  resume(): void {
    if (this.#snapshot.state !== "paused") return;
    this.#set({ state: "playing" });
    if (this.#element) this.#element.play().catch(() => this.stop());
    else void this.context.resume();
  }

  /** Lets a voice sink into silence, or rise again; its clock stands still meanwhile, so that no word is lost. */
  duck(on: boolean): void {
    if (on === this.#ducked) return;
    this.#ducked = on;
    clearTimeout(this.#sinking);
    this.#volume?.gain.setTargetAtTime(on ? 0 : 1, this.context.currentTime, FADE_SECONDS);
    if (on && this.#abort) this.#sinking = setTimeout(() => void this.context.suspend(), SUNK_MS);
    else if (!on && this.#snapshot.state !== "paused") void this.context.resume();
  }

  /** Stops at once whatever is playing. */
  stop(): void {
    if (this.#abort || this.#element) this.#set({ state: "idle" });
    this.#release();
  }

  /** Fetches and plays `url` (16-bit WAV); resolves when it was heard to the end, was stopped, or failed. */
  async play(messageId: string, url: string, speed = 1): Promise<void> {
    this.#release();
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ ...SILENT, messageId, state: "loading", speed });
    try {
      await this.#resume(abort.signal);
      const response = await this.fetchSound(withSpeed(url, speed), { signal: abort.signal });
      abort.signal.throwIfAborted();
      this.#set({ simpler: response.headers.has("X-Simpler-Voice") });
      const end = await this.#schedule(response, abort.signal);
      await this.#reach(end, abort.signal);
      this.#tick();
      this.#set({ state: "ended" });
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#set(error instanceof Blocked ? { state: "blocked" } : { state: "error", error });
    } finally {
      if (this.#abort === abort) this.#release();
    }
  }

  /** Plays a finished recording, or a slice of it in seconds, in whatever format the browser made it. */
  playFile(id: string, url: string, slice?: readonly [number, number]): void {
    this.#release();
    const element = new Audio(url);
    this.#element = element;
    if (slice) {
      element.addEventListener("loadedmetadata", () => (element.currentTime = slice[0]), { once: true });
      element.addEventListener("timeupdate", () => {
        if (element.currentTime >= slice[1]) end({ state: "ended" });
      });
    }
    const end = (change: Partial<SpeechSnapshot>): void => {
      if (this.#element !== element) return;
      this.#set(change);
      this.#release();
    };
    this.#set({ ...SILENT, messageId: id, state: "playing" });
    element.addEventListener("ended", () => end({ state: "ended" }));
    element.addEventListener("error", () => end({ state: "error", error: element.error }));
    element.play().catch((error: unknown) => end({ state: "error", error }));
  }

  /** Reads the stream and hands each piece to the audio clock; gives the time the last one ends. */
  async #schedule(response: Response, signal: AbortSignal): Promise<number> {
    const parser = new WavStreamParser();
    const reader = (response.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>()).getReader();
    let held: Float32Array<ArrayBuffer>[] = [];
    let heldFrames = 0;
    let next = 0;
    const flush = (): void => {
      if (heldFrames === 0) return;
      next = this.#playPiece(held, heldFrames, parser.sampleRate, next);
      held = [];
      heldFrames = 0;
    };
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) break;
      const mono = parser.push(value)[0];
      if (!mono?.length) continue;
      held.push(mono);
      heldFrames += mono.length;
      if (heldFrames >= parser.sampleRate * PIECE_SECONDS) flush();
    }
    flush();
    return next;
  }

  #playPiece(parts: Float32Array<ArrayBuffer>[], frames: number, rate: number, next: number): number {
    const buffer = this.context.createBuffer(1, frames, rate);
    let at = 0;
    for (const part of parts) {
      buffer.copyToChannel(part, 0, at);
      at += part.length;
    }
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#output());
    const now = this.context.currentTime;
    const from = next > now ? next : now + LEAD_SECONDS;
    source.start(from);
    this.#pieces.push({ source, from, seconds: buffer.duration });
    if (this.#snapshot.state === "loading") {
      this.#set({ state: "playing" });
      this.#ticker = setInterval(() => this.#tick(), 200);
    }
    return from + buffer.duration;
  }

  #output(): GainNode {
    if (!this.#volume) {
      this.#volume = this.context.createGain();
      this.#volume.connect(this.context.destination);
    }
    return this.#volume;
  }

  async #resume(signal: AbortSignal): Promise<void> {
    if (this.context.state === "running") return;
    // Without a gesture the promise of resume() may stay open for ever: offer a button rather than hang. After one, sound is
    // allowed, and only a busy computer is slow to wake it.
    const patience = navigator.userActivation?.hasBeenActive ? WAKING_MS : FORBIDDEN_MS;
    const gaveUp = new Promise<void>((resolve) => setTimeout(resolve, patience));
    await Promise.race([this.context.resume(), gaveUp]);
    signal.throwIfAborted();
    if ((this.context.state as string) !== "running") throw new Blocked();
  }

  async #reach(end: number, signal: AbortSignal): Promise<void> {
    while (this.context.currentTime < end) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      signal.throwIfAborted();
    }
  }

  /** How much of a spoken reply has been heard, in seconds of its sound. */
  get position(): number {
    // What is played now reaches the ear a little later, through the air or a wireless headset.
    const now = this.context.currentTime - (this.context.outputLatency || 0);
    return this.#pieces.reduce((sum, { from, seconds }) => sum + Math.min(Math.max(now - from, 0), seconds), 0);
  }

  #tick(): void {
    this.#set({ playedSeconds: this.position });
  }

  #release(): void {
    clearInterval(this.#ticker);
    // What comes next must find the clock running, be it another sound or the microphone's level meter.
    if (this.#context?.state === "suspended" && this.#pieces.length > 0) void this.#context.resume();
    this.#abort?.abort();
    this.#abort = null;
    this.#element?.pause();
    this.#element = null;
    for (const { source } of this.#pieces) {
      source.stop();
      source.disconnect();
    }
    this.#pieces = [];
    this.duck(false);
  }

  #set(change: Partial<SpeechSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

class Blocked extends Error {}

export function withSpeed(url: string, speed: number): string {
  if (speed === 1) return url;
  return `${url}${url.includes("?") ? "&" : "?"}speed=${speed}`;
}
