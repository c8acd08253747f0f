import { describe, expect, it } from "vitest";
import { Resampler } from "./resampler";

function tone(hertz: number, rate: number, seconds = 0.5): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate));
}

function inPieces(resampler: Resampler, samples: Float32Array, size: number): number[] {
  const output: number[] = [];
  for (let at = 0; at < samples.length; at += size) output.push(...resampler.push(samples.subarray(at, at + size)));
  return output;
}

function rms(samples: number[]): number {
  const inner = samples.slice(200, -200);
  return Math.sqrt(inner.reduce((sum, sample) => sum + sample * sample, 0) / inner.length);
}

describe("Resampler", () => {
  it.each([48_000, 44_100, 32_000])("keeps a voice's tones at their strength and pitch from %i Hz", (rate) => {
    const output = inPieces(new Resampler(rate, 16_000), tone(1000, rate), 128);
    expect(rms(output)).toBeCloseTo(Math.SQRT1_2, 2);
    const crossings = output.filter((sample, index) => index > 0 && sample >= 0 && (output[index - 1] ?? 0) < 0).length;
    expect(crossings / (output.length / 16_000)).toBeCloseTo(1000, -1);
  });

  it("keeps out what 16 kHz cannot carry, instead of folding it into the voice", () => {
    expect(rms(inPieces(new Resampler(48_000, 16_000), tone(11_000, 48_000), 128))).toBeLessThan(0.003);
  });

  it("gives the same samples however the stream is cut, and loses none", () => {
    const samples = tone(440, 44_100, 1);
    const whole = inPieces(new Resampler(44_100, 16_000), samples, samples.length);
    for (const size of [1, 128, 1000]) {
      const pieces = inPieces(new Resampler(44_100, 16_000), samples, size);
      expect(pieces.length).toBe(whole.length);
      const largest = Math.max(...pieces.map((sample, index) => Math.abs(sample - (whole[index] ?? 0))));
      expect(largest).toBeLessThan(0.002);
    }
    expect(Math.abs(whole.length - 16_000)).toBeLessThan(40);
  });

  it("leaves a stream at the right rate as it is", () => {
    const samples = tone(440, 16_000);
    expect(new Resampler(16_000, 16_000).push(samples)).toEqual(samples);
  });
});
