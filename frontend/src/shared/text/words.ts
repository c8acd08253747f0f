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

/** What stands beside a word, at most so many words of its clause on each side. */
export interface Beside {
  before: string;
  after: string;
}

const SIGN = /[^\p{L}\p{M}\p{N}\s'’-]|\n/u;
const MOST_BESIDE = 8;

/** The words of its clause before and after a word at a place in a text: what decides what it means there. */
export function besideWord(text: string, at: number, word: string): Beside {
  const words = (piece = ""): string[] => piece.split(/\s+/u).filter(Boolean);
  return {
    before: words(text.slice(0, at).split(SIGN).at(-1)).slice(-MOST_BESIDE).join(" "),
    after: words(text.slice(at + word.length).split(SIGN)[0]).slice(0, MOST_BESIDE).join(" "),
  };
}

/** The sentence around a place in a text. */
export function sentenceAt(text: string, at: number): string {
  const before = text.slice(0, at);
  const start = Math.max(...[...".!?…\n"].map((end) => before.lastIndexOf(end))) + 1;
  const end = /[.!?…\n]+/.exec(text.slice(at));
  return text.slice(start, end ? at + end.index + end[0].length : text.length).trim();
}
