/** Runs in the audio thread: turns what the microphone gives into frames of 16-bit samples at 16 kHz. */
import { FRAME, RATE } from "./frames";
import { Resampler } from "./resampler";

// TypeScript's libraries do not know the inside of an AudioWorklet.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

class Capture extends AudioWorkletProcessor {
  readonly #resampler = new Resampler(sampleRate, RATE);
  #frame = new Int16Array(FRAME);
  #filled = 0;

  process([channels]: Float32Array[][]): boolean {
    const mono = channels?.[0];
    if (!mono) return true;
    for (const sample of this.#resampler.push(mono)) {
      this.#frame[this.#filled] = Math.max(-1, Math.min(1, sample)) * 32767;
      this.#filled += 1;
      if (this.#filled < FRAME) continue;
      this.port.postMessage(this.#frame, [this.#frame.buffer]);
      this.#frame = new Int16Array(FRAME);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor("capture", Capture);
