const SIDE = 20;
/** No font has a picture of this: a code point that is for ever none. */
const NOTHING = "\u{10FFFF}";
const known = new Map<string, boolean>();

/** Whether the device has a picture of an emoji; without one, browsers draw the same empty box for all of them. */
export function canDraw(emoji: string): boolean {
  const before = known.get(emoji);
  if (before !== undefined) return before;
  const drawn = picture(emoji);
  // Where nothing can be drawn and read back, nothing is known: as it would be without asking.
  const able = drawn === null || drawn !== picture(NOTHING);
  known.set(emoji, able);
  return able;
}

function picture(text: string): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.font = `${SIDE - 6}px sans-serif`;
  context.textBaseline = "top";
  context.fillText(text, 1, 1);
  return context.getImageData(0, 0, SIDE, SIDE).data.join();
}
