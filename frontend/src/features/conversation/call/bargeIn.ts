import { FRAME_MS } from "./frames";

/** Voice for this long makes the tutor hold its breath: it is then silent within 150 ms of the first sound, */
const DUCK_MS = 60;
/** and for this long give the learner the floor. */
const TAKE_MS = 250;
/** Less voice than this and then silence was an "ajá": the tutor goes on. */
const NOD_MS = 350;
const SILENCE_MS = 320;
/** A voice that is there again so soon after the tutor went on, and so often on end, is the tutor's own from the loudspeaker. */
const AGAIN_MS = 500;
const ECHOES = 3;
/** How sure the detector must be that a voice begins; more so while the tutor's own may come back from the loudspeaker. */
const ONSET = { quiet: 0.5, sounding: 0.8 };
/** A voice that has begun goes on until this much less sure. */
const HYSTERESIS = 0.2;

export type BargeInSignal = "duck" | "take" | "yield";

/** Decides, frame by frame, whether the learner takes the floor from the tutor. */
export class BargeIn {
  #voicedMs = 0;
  #silentMs = 0;
  #state: "quiet" | "ducked" | "taken" | "kept" = "quiet";
  /** For how long the tutor has been heard since it last went on, and how often it was interrupted at once. */
  #soundedMs = Infinity;
  #echoes = 0;

  /** For how long nothing has been heard, in ms. */
  get silentMs(): number {
    return this.#silentMs;
  }

  /** Whether a voice may just have begun. */
  get suspects(): boolean {
    return this.#voicedMs > 0;
  }

  /** Takes how likely one frame holds a voice; `sounding` while the tutor speaks. */
  hear(probability: number, sounding: boolean): BargeInSignal | null {
    if (this.#echoes >= ECHOES) return null;
    if (this.#state === "quiet") this.#soundedMs += FRAME_MS;
    const onset = sounding ? ONSET.sounding : ONSET.quiet;
    const voiced = probability >= (this.#voicedMs > 0 ? onset - HYSTERESIS : onset);
    if (voiced) this.#voicedMs += FRAME_MS;
    this.#silentMs = voiced ? 0 : this.#silentMs + FRAME_MS;
    if (this.#state === "kept") return null;
    if (this.#silentMs >= SILENCE_MS) {
      const interrupted = this.#state !== "quiet";
      this.#calm();
      if (interrupted) this.#soundedMs = 0;
      return interrupted ? "yield" : null;
    }
    if (this.#voicedMs >= NOD_MS) this.#state = "kept";
    else if (this.#state === "ducked" && this.#voicedMs >= TAKE_MS) {
      this.#state = "taken";
      return "take";
    } else if (this.#state === "quiet" && this.#voicedMs >= DUCK_MS) {
      this.#echoes = this.#soundedMs < AGAIN_MS ? this.#echoes + 1 : 0;
      if (this.#echoes >= ECHOES) {
        this.#calm();
        return null;
      }
      this.#state = "ducked";
      return "duck";
    }
    return null;
  }

  /** What comes next has nothing to do with what came before. */
  reset(): void {
    this.#calm();
    this.#soundedMs = Infinity;
    this.#echoes = 0;
  }

  #calm(): void {
    this.#voicedMs = 0;
    this.#silentMs = 0;
    this.#state = "quiet";
  }
}

const NODS = new Set("ajá aja aha ah mm mmm mmmm mhm hm hmm eh um uh uhm oh sí si ok okay vale claro ya bueno bien".split(" "));

/** Whether words said over the tutor's are only a sign of listening. */
export function isNod(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length <= 3 && words.every((word) => NODS.has(word));
}
