/** Reads a WAV stream piece by piece: 16-bit PCM in, samples in -1..1 out, before the whole file is there. */
export class WavStreamParser {
  sampleRate = 0;
  channels = 0;
  #phase: "riff" | "chunk" | "data" | "end" = "riff";
  #held = new Uint8Array(0);
  #skip = 0;
  #dataLeft = Infinity;

  /** Takes the next bytes; gives one array per channel, all of the same length, maybe empty. Throws WavError. */
  push(bytes: Uint8Array): Float32Array<ArrayBuffer>[] {
    this.#held = concat(this.#held, bytes);
    while (this.#readHeader());
    return this.#phase === "data" ? this.#takeSamples() : [];
  }

  /** One step through the headers; false when more bytes are needed or the samples have been reached. */
  #readHeader(): boolean {
    if (this.#skip > 0) {
      const step = Math.min(this.#skip, this.#held.length);
      this.#held = this.#held.subarray(step);
      this.#skip -= step;
      if (this.#skip > 0) return false;
    }
    if (this.#phase === "riff") {
      if (this.#held.length < 12) return false;
      if (this.#tag(0) !== "RIFF" || this.#tag(8) !== "WAVE") throw new WavError("not a WAV stream");
      this.#held = this.#held.subarray(12);
      this.#phase = "chunk";
      return true;
    }
    if (this.#phase !== "chunk" || this.#held.length < 8) return false;
    const tag = this.#tag(0);
    const size = this.#view().getUint32(4, true);
    if (tag === "data") {
      if (this.sampleRate === 0) throw new WavError("data before fmt");
      this.#held = this.#held.subarray(8);
      // A file that is still being made says 0xFFFFFFFF (or 0): it goes on until the stream ends.
      this.#dataLeft = size === 0 || size === 0xffffffff ? Infinity : size;
      this.#phase = "data";
      return false;
    }
    if (tag === "fmt ") {
      if (this.#held.length < 8 + size) return false;
      const view = this.#view();
      if (view.getUint16(22, true) !== 16) throw new WavError("not 16-bit PCM");
      this.channels = view.getUint16(10, true);
      this.sampleRate = view.getUint32(12, true);
      if (this.channels === 0 || this.sampleRate === 0) throw new WavError("no channels or no rate");
    }
    this.#held = this.#held.subarray(8);
    this.#skip = size + (size % 2);
    return true;
  }

  #takeSamples(): Float32Array<ArrayBuffer>[] {
    const frameBytes = 2 * this.channels;
    const frames = Math.floor(Math.min(this.#held.length, this.#dataLeft) / frameBytes);
    const view = this.#view();
    const out = Array.from({ length: this.channels }, () => new Float32Array(frames));
    for (let frame = 0; frame < frames; frame += 1) {
      out.forEach((samples, channel) => {
        samples[frame] = view.getInt16(frame * frameBytes + channel * 2, true) / 32768;
      });
    }
    const used = frames * frameBytes;
    this.#held = this.#held.slice(used);
    this.#dataLeft -= used;
    if (this.#dataLeft < frameBytes) this.#phase = "end";
    return out;
  }

  #tag(at: number): string {
    return String.fromCharCode(...this.#held.subarray(at, at + 4));
  }

  #view(): DataView {
    return new DataView(this.#held.buffer, this.#held.byteOffset, this.#held.byteLength);
  }
}

export class WavError extends Error {}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
