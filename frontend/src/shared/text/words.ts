export interface Piece {
  text: string;
  /** Where it begins in the text it was cut from. */
  start: number;
  isWord: boolean;
}

const WORD = /[\p{L}\p{M}]+(?:[’'-][\p{L}\p{M}]+)*/gu;

/** Cuts a text into words and what stands between them; together they are the text again. */
export function cutWords(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const between = (end: number): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, isWord: false });
  };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    between(index);
    pieces.push({ text: word, start: index, isWord: true });
    at = index + word.length;
  }
  between(text.length);
  return pieces;
}

/** The sentence around a place in a text. */
export function sentenceAt(text: string, at: number): string {
  const before = text.slice(0, at);
  const start = Math.max(...[...".!?…\n"].map((end) => before.lastIndexOf(end))) + 1;
  const end = /[.!?…\n]+/.exec(text.slice(at));
  return text.slice(start, end ? at + end.index + end[0].length : text.length).trim();
}
