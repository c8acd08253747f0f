import { describe, expect, it } from "vitest";
import { BargeIn, isNod, type BargeInSignal } from "./bargeIn";
import { FRAME_MS } from "./frames";

/** What is decided over some time of voice or silence, and when, in ms from its beginning. */
function hear(bargeIn: BargeIn, ms: number, probability: number, sounding = true): [BargeInSignal, number][] {
  const signals: [BargeInSignal, number][] = [];
  for (let at = FRAME_MS; at <= ms; at += FRAME_MS) {
    const signal = bargeIn.hear(probability, sounding);
    if (signal) signals.push([signal, at]);
  }
  return signals;
}

describe("BargeIn", () => {
  it("lets the learner in after a quarter of a second of voice", () => {
    const signals = hear(new BargeIn(), 2000, 0.95);
    expect(signals.map(([signal]) => signal)).toEqual(["duck", "take"]);
    expect(signals[1]?.[1]).toBeGreaterThanOrEqual(250);
    expect(signals[1]?.[1]).toBeLessThan(250 + FRAME_MS);
  });

  it.each([150, 320])("gives the floor back after an ajá of %i ms", (ms) => {
    const bargeIn = new BargeIn();
    hear(bargeIn, ms, 0.95);
    expect(hear(bargeIn, 1000, 0.02).map(([signal]) => signal)).toEqual(["yield"]);
    expect(bargeIn.suspects).toBe(false);
  });

  it("keeps the floor for whoever says more, pauses included", () => {
    const bargeIn = new BargeIn();
    hear(bargeIn, 700, 0.95);
    expect(hear(bargeIn, 1500, 0.02)).toEqual([]);
    expect(bargeIn.silentMs).toBeGreaterThan(1400);
  });

  it("lets a click pass, and holds the tutor's breath for a cough", () => {
    const bargeIn = new BargeIn();
    expect(hear(bargeIn, 32, 0.95)).toEqual([]);
    expect(hear(bargeIn, 1000, 0.02)).toEqual([]);
    expect(hear(bargeIn, 96, 0.95)).toEqual([["duck", 64]]);
    expect(hear(bargeIn, 1000, 0.02).map(([signal]) => signal)).toEqual(["yield"]);
  });

  it("stops listening to a voice that is back whenever the tutor goes on, until something new begins", () => {
    const bargeIn = new BargeIn();
    const answered = (): BargeInSignal[] =>
      [...hear(bargeIn, 200, 0.95), ...hear(bargeIn, 330, 0.02)].map(([signal]) => signal);
    for (let time = 0; time < 3; time += 1) expect(answered()).toEqual(["duck", "yield"]);
    for (let time = 0; time < 3; time += 1) expect(answered()).toEqual([]);
    expect(bargeIn.suspects).toBe(false);
    bargeIn.reset();
    expect(answered()).toEqual(["duck", "yield"]);
  });

  it("hears out whoever nods often", () => {
    const bargeIn = new BargeIn();
    for (let time = 0; time < 6; time += 1) {
      expect(hear(bargeIn, 200, 0.95).map(([signal]) => signal)).toEqual(["duck"]);
      expect(hear(bargeIn, 1000, 0.02).map(([signal]) => signal)).toEqual(["yield"]);
    }
  });

  it("is harder to convince while the tutor's own voice may come back", () => {
    expect(hear(new BargeIn(), 2000, 0.7, true)).toEqual([]);
    expect(hear(new BargeIn(), 2000, 0.7, false).map(([signal]) => signal)).toEqual(["duck", "take"]);
  });
});

describe("isNod", () => {
  it.each(["Ajá.", "Mm", "mmm...", "Sí, sí.", "¡Vale!", "", "…"])("takes “%s” for a sign of listening", (text) => {
    expect(isNod(text)).toBe(true);
  });
  it.each(["No.", "Sí, pero", "Espera", "¿Qué?", "sí sí sí sí"])("takes “%s” for a turn", (text) => {
    expect(isNod(text)).toBe(false);
  });
});
