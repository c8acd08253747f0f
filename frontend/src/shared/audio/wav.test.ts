import { describe, expect, it } from "vitest";
import { WavError, WavStreamParser } from "./wav";

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function u32(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255];
}

function u16(value: number): number[] {
  return [value & 255, (value >>> 8) & 255];
}

interface Shape {
  dataSize?: number;
  channels?: number;
  bits?: number;
  extra?: number[];
}

function wav(samples: number[], { dataSize, channels = 1, bits = 16, extra = [] }: Shape = {}): Uint8Array {
  const size = dataSize ?? samples.length * 2;
  return Uint8Array.from([
    ...ascii("RIFF"),
    ...u32(0xffffffff),
    ...ascii("WAVE"),
    ...extra,
    ...ascii("fmt "),
    ...u32(16),
    ...u16(1),
    ...u16(channels),
    ...u32(24000),
    ...u32(24000 * 2 * channels),
    ...u16(2 * channels),
    ...u16(bits),
    ...ascii("data"),
    ...u32(size),
    ...samples.flatMap((sample) => u16(sample & 0xffff)),
  ]);
}

function read(bytes: Uint8Array, size: number, channel = 0): { parser: WavStreamParser; samples: number[] } {
  const parser = new WavStreamParser();
  const samples: number[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    samples.push(...(parser.push(bytes.slice(at, at + size))[channel] ?? []).map((value) => value * 32768));
  }
  return { parser, samples };
}

describe("WavStreamParser", () => {
  const samples = [0, 1, -1, 32767, -32768, 1234, -4321];

  it.each([1, 3, 5, 44, 45, 1000])("reads an endless stream that comes in pieces of %i bytes", (size) => {
    const found = read(wav(samples, { dataSize: 0xffffffff }), size);
    expect(found.samples).toEqual(samples);
    expect(found.parser.sampleRate).toBe(24000);
  });

  it("skips other chunks, the odd byte that pads them too", () => {
    const extra = [...ascii("LIST"), ...u32(3), 1, 2, 3, 0];
    expect(read(wav(samples, { extra }), 2).samples).toEqual(samples);
  });

  it("stops where the data ends, whatever follows", () => {
    const bytes = Uint8Array.from([...wav(samples), ...ascii("LIST"), ...u32(2), 7, 7]);
    expect(read(bytes, 6).samples).toEqual(samples);
  });

  it("separates channels", () => {
    expect(read(wav([1, 2, 3, 4], { channels: 2 }), 3, 1).samples).toEqual([2, 4]);
  });

  it("refuses what is not 16-bit WAV", () => {
    expect(() => read(Uint8Array.from(ascii("<!doctype html>")), 100)).toThrow(WavError);
    expect(() => read(wav(samples, { bits: 8 }), 100)).toThrow(WavError);
  });
});
