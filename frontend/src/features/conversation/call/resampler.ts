/** Zero crossings of the low-pass on each side: enough to keep what is above 8 kHz out of what Whisper hears. */
const CROSSINGS = 12;
/** Positions between two input samples that have a filter of their own. */
const PHASES = 128;
/** Where the low-pass starts to close, as a part of half the lower rate. */
const PASS = 0.92;

/** Brings a stream of samples from one rate to a lower one, piece by piece: a windowed-sinc low-pass. */
export class Resampler {
  readonly #step: number;
  readonly #reach: number;
  readonly #filters: Float32Array[];
  #held: Float32Array;
  /** Where the next output sample lies, in input samples from the start of what is held. */
  #at: number;

  constructor(from: number, to: number) {
    this.#step = from / to;
    this.#reach = Math.ceil(CROSSINGS * Math.max(1, this.#step));
    this.#filters = Array.from({ length: PHASES }, (_, phase) => lowPass(this.#reach, this.#step, phase / PHASES));
    this.#held = new Float32Array(this.#reach);
    this.#at = this.#reach;
  }

  push(input: Float32Array): Float32Array {
    if (this.#step === 1) return input;
    const samples = new Float32Array(this.#held.length + input.length);
    samples.set(this.#held);
    samples.set(input, this.#held.length);
    const output = new Float32Array(Math.max(0, Math.ceil((samples.length - this.#reach - this.#at) / this.#step)));
    for (let index = 0; index < output.length; index += 1) {
      const whole = Math.floor(this.#at);
      const filter = this.#filters[Math.floor((this.#at - whole) * PHASES)] ?? new Float32Array();
      let sum = 0;
      for (let tap = 0; tap < filter.length; tap += 1) {
        sum += (filter[tap] ?? 0) * (samples[whole - this.#reach + 1 + tap] ?? 0);
      }
      output[index] = sum;
      this.#at += this.#step;
    }
    const used = Math.max(0, Math.floor(this.#at) - this.#reach);
    this.#held = samples.slice(used);
    this.#at -= used;
    return output;
  }
}

/** The taps around a point that lies `offset` (0 to 1) past an input sample; they sum to 1. */
function lowPass(reach: number, step: number, offset: number): Float32Array {
  const cutoff = PASS / Math.max(1, step);
  const taps = Float32Array.from({ length: 2 * reach }, (_, tap) => {
    const x = tap - reach + 1 - offset;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
    return sinc * Math.cos((Math.PI * x) / (2 * (reach + 1))) ** 2;
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}
