/** Tells how likely a frame of 16-bit samples holds a voice, from 0 to 1. */
export interface VoiceDetector {
  readonly name: string;
  probability: (frame: Int16Array) => number | Promise<number>;
  /** What comes next has nothing to do with what came before. */
  reset: () => void;
}

/** How far above the room a frame must be to be taken for a voice, in decibels. */
const MARGIN_DB = 12;
/** The room is never taken to be quieter than this, in decibels of full scale: browsers make pauses perfectly silent. */
const QUIETEST_DB = -55;

/** How loud a frame of 16-bit samples is, in decibels of full scale. */
export function levelDb(frame: Int16Array): number {
  const power = frame.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / frame.length;
  return 10 * Math.log10(power + 1e-12);
}

/** A voice is what is louder than the room: for browsers in which Silero does not run. */
export class EnergyDetector implements VoiceDetector {
  readonly name = "energy";
  #roomDb = QUIETEST_DB;

  probability(frame: Int16Array): number {
    const level = Math.max(QUIETEST_DB, levelDb(frame));
    // The room is followed down at once and up slowly, so that speech is not taken for it.
    this.#roomDb = Math.min(level, this.#roomDb + 0.05);
    return 1 / (1 + Math.exp(-(level - this.#roomDb - MARGIN_DB) / 2));
  }

  reset(): void {
    // The room stays what it was.
  }
}
