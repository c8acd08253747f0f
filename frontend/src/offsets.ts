/** The server counts code points, JavaScript counts UTF-16 units. */

/** UTF-16 index of each code point in `text`, with one more for its end. */
export function unitOffsets(text: string): number[] {
  const offsets = [0];
  for (const character of text) offsets.push(offsets[offsets.length - 1]! + character.length);
  return offsets;
}

export interface Span {
  start: number;
  end: number;
}

export interface Segment<T extends Span> {
  text: string;
  span: T | null;
}

/** Cuts `text` at spans given in code points; spans out of order or out of range are left out. */
export function segments<T extends Span>(text: string, spans: readonly T[]): Segment<T>[] {
  const at = unitOffsets(text);
  const length = at.length - 1;
  const pieces: Segment<T>[] = [];
  let done = 0;
  for (const span of spans) {
    if (span.start < done || span.end < span.start || span.end > length) continue;
    if (span.start > done) pieces.push({ text: text.slice(at[done], at[span.start]), span: null });
    pieces.push({ text: text.slice(at[span.start], at[span.end]), span });
    done = span.end;
  }
  if (done < length) pieces.push({ text: text.slice(at[done]), span: null });
  return pieces;
}

/** `text` with one span replaced. */
export function replaceSpan(text: string, span: Span, replacement: string): string {
  const at = unitOffsets(text);
  return text.slice(0, at[span.start]) + replacement + text.slice(at[span.end]);
}
