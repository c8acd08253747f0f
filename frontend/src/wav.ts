/** Reads a WAV as it arrives: 16-bit mono PCM whose sizes may be unknown while it is being made. */
export class WavReader {
  sampleRate = 0;
  private pending = new Uint8Array(0);
  private inData = false;

  /** Takes bytes; gives the samples that are complete, in -1…1. */
  push(bytes: Uint8Array): Float32Array {
    const all = new Uint8Array(this.pending.length + bytes.length);
    all.set(this.pending);
    all.set(bytes, this.pending.length);
    const start = this.inData ? 0 : this.header(all);
    if (start < 0) {
      this.pending = all;
      return new Float32Array(0);
    }
    const count = (all.length - start) >> 1;
    const view = new DataView(all.buffer, start, count * 2);
    const samples = new Float32Array(count);
    for (let i = 0; i < count; i++) samples[i] = view.getInt16(i * 2, true) / 32768;
    this.pending = all.slice(start + count * 2);
    return samples;
  }

  /** Where the samples begin, or -1 while the header is not whole. */
  private header(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, 0, bytes.length);
    const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
    if (bytes.length < 12) return -1;
    if (tag(0) !== "RIFF" || tag(8) !== "WAVE") throw new Error("not a WAV");
    let at = 12;
    while (at + 8 <= bytes.length) {
      const size = view.getUint32(at + 4, true);
      if (tag(at) === "data") {
        this.inData = true;
        return at + 8;
      }
      if (tag(at) === "fmt ") {
        if (at + 24 > bytes.length) return -1;
        this.sampleRate = view.getUint32(at + 12, true);
      }
      at += 8 + size + (size & 1);
    }
    return -1;
  }
}
