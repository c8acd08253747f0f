import { RATE } from "./frames";

/** The longest silence of the network that loses no sound: the server takes no more than 90 s at once. */
const LONGEST = 80 * RATE;

/** The latest audio of a stream, its samples counted from the beginning of the stream. */
export class AudioTail {
  readonly #longest: number;
  #pieces: Int16Array[] = [];
  /** The first sample that is still here, and the one after the last. */
  start = 0;
  end = 0;

  constructor(longest = LONGEST) {
    this.#longest = longest;
  }

  push(piece: Int16Array): void {
    this.#pieces.push(piece);
    this.end += piece.length;
    this.keepLast(this.#longest);
  }

  /** Forgets whole pieces from the front for as long as `samples` are left. */
  keepLast(samples: number): void {
    let first = this.#pieces[0];
    while (first && this.end - this.start - first.length >= samples) {
      this.start += first.length;
      this.#pieces.shift();
      first = this.#pieces[0];
    }
  }

  /** Everything from a sample on, or from the first that is still here, in one piece. */
  from(sample: number): Int16Array<ArrayBuffer> {
    const begin = Math.max(sample, this.start);
    const whole = new Int16Array(Math.max(0, this.end - begin));
    let at = this.start - begin;
    for (const piece of this.#pieces) {
      if (at + piece.length > 0) whole.set(at < 0 ? piece.subarray(-at) : piece, Math.max(0, at));
      at += piece.length;
    }
    return whole;
  }
}
