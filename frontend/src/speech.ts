/** Plays the tutor's voice through one AudioContext, starting with the first bytes that arrive. */
import { useSyncExternalStore } from "react";

import { send } from "./api";
import { WavReader } from "./wav";

export type SpeechState = "idle" | "loading" | "playing" | "ended" | "error";

export interface Playing {
  id: string | null;
  state: SpeechState;
  seconds: number;
}

class SpeechPlayer {
  private context: AudioContext | null = null;
  private sources = new Set<AudioBufferSourceNode>();
  private loading: AbortController | null = null;
  private listeners = new Set<() => void>();
  private now: Playing = { id: null, state: "idle", seconds: 0 };

  /** Call inside a tap or key press: browsers give sound only to those. */
  unlock(): AudioContext {
    this.context ??= new AudioContext();
    if (this.context.state === "suspended") void this.context.resume();
    return this.context;
  }

  /** Plays a WAV from the server for the thing called `id`; what was playing stops. */
  async play(id: string, url: string): Promise<void> {
    this.stop();
    const loading = (this.loading = new AbortController());
    const context = this.unlock();
    this.set({ id, state: "loading", seconds: 0 });
    try {
      const response = await send(url, { signal: loading.signal });
      const reader = response.body!.getReader();
      const wav = new WavReader();
      let at = 0;
      let total = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done || loading.signal.aborted) break;
        const samples = wav.push(value);
        if (samples.length === 0) continue;
        const buffer = context.createBuffer(1, samples.length, wav.sampleRate);
        buffer.copyToChannel(samples as Float32Array<ArrayBuffer>, 0);
        at = Math.max(at, context.currentTime + 0.03);
        this.schedule(context, buffer, at);
        at += buffer.duration;
        total += buffer.duration;
        this.set({ id, state: "playing", seconds: total });
      }
      if (loading.signal.aborted) return;
      await this.silence(context, at);
      if (!loading.signal.aborted) this.set({ id, state: "ended", seconds: total });
    } catch {
      if (!loading.signal.aborted) this.set({ id, state: "error", seconds: 0 });
    }
  }

  /** Plays a recording that the browser itself must decode. */
  async playRecording(id: string, url: string): Promise<void> {
    this.stop();
    const loading = (this.loading = new AbortController());
    const context = this.unlock();
    this.set({ id, state: "loading", seconds: 0 });
    try {
      const response = await send(url, { signal: loading.signal });
      const buffer = await context.decodeAudioData(await response.arrayBuffer());
      if (loading.signal.aborted) return;
      this.set({ id, state: "playing", seconds: buffer.duration });
      this.schedule(context, buffer, context.currentTime);
      await this.silence(context, context.currentTime + buffer.duration);
      if (!loading.signal.aborted) this.set({ id, state: "ended", seconds: buffer.duration });
    } catch {
      if (!loading.signal.aborted) this.set({ id, state: "error", seconds: 0 });
    }
  }

  stop(): void {
    this.loading?.abort();
    this.loading = null;
    for (const source of this.sources) source.stop();
    this.sources.clear();
    if (this.now.state !== "idle") this.set({ id: null, state: "idle", seconds: 0 });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Playing => this.now;

  private schedule(context: AudioContext, buffer: AudioBuffer, at: number): void {
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.onended = () => this.sources.delete(source);
    this.sources.add(source);
    source.start(at);
  }

  /** Resolves when the context's clock has passed `at`. */
  private async silence(context: AudioContext, at: number): Promise<void> {
    while (context.state !== "closed" && context.currentTime < at && this.sources.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private set(now: Playing): void {
    this.now = now;
    for (const listener of this.listeners) listener();
  }
}

export const player = new SpeechPlayer();

export function useSpeech(): Playing {
  return useSyncExternalStore(player.subscribe, player.snapshot);
}
