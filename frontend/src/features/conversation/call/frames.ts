/** What the tutor listens to, in samples a second. */
export const RATE = 16_000;
/** Samples of one frame, 32 ms: what Silero judges at a time. */
export const FRAME = 512;
export const FRAME_MS = (1000 * FRAME) / RATE;
