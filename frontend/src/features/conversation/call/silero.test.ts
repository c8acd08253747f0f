import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { InferenceSession, env } from "onnxruntime-web/wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { FRAME, RATE } from "./frames";
import { SileroDetector } from "./silero";
import { EnergyDetector, type VoiceDetector } from "./voiceDetector";

const { resolve } = createRequire(import.meta.url);
let silero: VoiceDetector;

beforeAll(async () => {
  env.wasm.numThreads = 1;
  env.wasm.wasmBinary = await readFile(resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"));
  silero = new SileroDetector(
    await InferenceSession.create(await readFile(resolve("@ricky0123/vad-web/dist/silero_vad_v6.onnx"))),
  );
});

/** Syllables of an "a": pulses of a voice at 120 Hz through three resonances, four a second. */
function syllables(seconds: number): Int16Array {
  const samples = new Float32Array(seconds * RATE);
  for (let at = 0, pulse = 0; at < samples.length; at += 1) {
    pulse += (120 + 15 * Math.sin((2 * Math.PI * 3 * at) / RATE)) / RATE;
    if (pulse >= 1) {
      pulse -= 1;
      samples[at] = Math.max(0, Math.sin((2 * Math.PI * 4 * at) / RATE));
    }
  }
  for (const [hertz, width] of [[700, 90], [1200, 110], [2600, 160]] as const) resonate(samples, hertz, width);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return Int16Array.from(samples, (sample) => (12_000 * sample) / loudest);
}

function resonate(samples: Float32Array, hertz: number, width: number): void {
  const r = Math.exp((-Math.PI * width) / RATE);
  const a = 2 * r * Math.cos((2 * Math.PI * hertz) / RATE);
  let [one, two] = [0, 0];
  samples.forEach((sample, index) => {
    const next = sample + a * one - r * r * two;
    [one, two] = [next, one];
    samples[index] = next;
  });
}

function noise(seconds: number): Int16Array {
  let seed = 1;
  return Int16Array.from({ length: seconds * RATE }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return 16_000 * (seed / 2_147_483_647 - 0.5);
  });
}

/** How many of the frames are judged to hold a voice. */
async function share(detector: VoiceDetector, samples: Int16Array): Promise<number> {
  detector.reset();
  const frames = Math.floor(samples.length / FRAME);
  let voiced = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    if ((await detector.probability(samples.subarray(frame * FRAME, (frame + 1) * FRAME))) >= 0.5) voiced += 1;
  }
  return voiced / frames;
}

describe("SileroDetector", () => {
  it("takes loud noise for no voice", async () => expect(await share(silero, noise(3))).toBeLessThan(0.05));
  it("takes silence for no voice", async () => expect(await share(silero, new Int16Array(3 * RATE))).toBe(0));
});

describe("EnergyDetector", () => {
  it("hears what is louder than the room, and nothing in a silent one", async () => {
    const room = new EnergyDetector();
    const quiet = noise(2).map((sample) => sample / 100);
    expect(await share(room, quiet)).toBe(0);
    expect(await share(room, syllables(1))).toBeGreaterThan(0.5);
    expect(await share(room, quiet)).toBe(0);
  });
});
