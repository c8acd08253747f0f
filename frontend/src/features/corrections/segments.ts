import type { Correction, LevelId, Word } from "../../shared/wire/types";
import { utf16Index } from "../../shared/text/codepoints";

/** A correction placed in a text: `start` and `end` are UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
  correction: Correction;
}

export type Segment =
  | { kind: "plain"; text: string }
  | { kind: "unsure"; text: string }
  | { kind: "correction"; text: string; span: Span };

/** Below this probability a recognised word is marked as possibly misheard. */
const UNSURE_BELOW = 0.5;

/** The words that may have been misheard. */
export const unsureWords = <W extends Pick<Word, "text" | "probability">>(words: readonly W[]): W[] =>
  words.filter(({ text, probability }) => probability < UNSURE_BELOW && text.trim() !== "");

/** Beginners are shown this many corrections at a time: more would hide the important ones. */
const FEW = 2;

/** How a correction is shown: struck, or asked about – whether it was said at all, or whether something else was meant. */
export type Manner = "struck" | "heard?" | "meant?";

export function mannerOf({ evidence, certainty }: Correction): Manner {
  if (evidence === "weak") return "heard?";
  return certainty === "likely" ? "meant?" : "struck";
}

/** What the level has met, and of that the most important ones for a beginner; the rest waits behind "more". */
export function shownAtOnce<Item extends { correction: Correction }>(items: readonly Item[], level: LevelId): Item[] {
  const met = items.filter(({ correction }) => !correction.secondary);
  if (level !== "A1") return met;
  const byRank = [...met].sort((a, b) => (a.correction.rank ?? 0) - (b.correction.rank ?? 0));
  const few = new Set(byRank.slice(0, FEW));
  return met.filter((item) => few.has(item));
}

/** Places corrections in `text`, in order; one that overlaps an earlier one, falls outside or was dismissed is left out. */
export function placeCorrections(text: string, corrections: readonly Correction[]): Span[] {
  const spans = corrections
    .filter(({ dismissed }) => !dismissed)
    .map((correction) => ({
      start: utf16Index(text, correction.start),
      end: utf16Index(text, correction.end),
      correction,
    }))
    .filter(({ start, end, correction }) => start <= end && text.slice(start, end) === correction.original)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    const sameSpot = last && last.start === span.start && last.end === span.end;
    if (!last || (span.start >= last.end && !sameSpot)) kept.push(span);
  }
  return kept;
}

/** Cuts `text` into plain runs, corrections and words the recogniser was unsure of. */
export function segmentText(text: string, spans: readonly Span[], words: readonly Word[] = []): Segment[] {
  const unsure = placeUnsureWords(text, words);
  const segments: Segment[] = [];
  let at = 0;
  for (const span of spans) {
    segments.push(...cutUnsure(text, at, span.start, unsure));
    segments.push({ kind: "correction", text: text.slice(span.start, span.end), span });
    at = span.end;
  }
  segments.push(...cutUnsure(text, at, text.length, unsure));
  return segments;
}

/**
 * Carries spans over an edit from `before` to `after`: those before the change stay, those after it shift,
 * and those the change touches vanish.
 */
export function rebaseSpans(spans: readonly Span[], before: string, after: string): Span[] {
  if (before === after) return [...spans];
  const shortest = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shortest && before[prefix] === after[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shortest - prefix && before[before.length - 1 - suffix] === after[after.length - 1 - suffix]) {
    suffix += 1;
  }
  const changeEnd = before.length - suffix;
  const shift = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end <= prefix && !extendsWord(after, span.end)) return [span];
    if (span.start >= changeEnd && !extendsWordBackwards(after, span.start + shift)) {
      return [{ ...span, start: span.start + shift, end: span.end + shift }];
    }
    return [];
  });
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** Whether the word that used to end at `end` now goes on. */
function extendsWord(text: string, end: number): boolean {
  return LETTER.test(text[end - 1] ?? "") && LETTER.test(text[end] ?? "");
}

function extendsWordBackwards(text: string, start: number): boolean {
  return LETTER.test(text[start - 1] ?? "") && LETTER.test(text[start] ?? "");
}

interface Range {
  start: number;
  end: number;
}

/** Finds each unsure word where it stands: words are looked up in order, so a repeated word is not confused. */
function placeUnsureWords(text: string, words: readonly Word[]): Range[] {
  const ranges: Range[] = [];
  let from = 0;
  for (const word of words) {
    const bare = word.text.trim();
    const start = bare ? text.indexOf(bare, from) : -1;
    if (start < 0) continue;
    from = start + bare.length;
    if (word.probability < UNSURE_BELOW) ranges.push({ start, end: from });
  }
  return ranges;
}

function cutUnsure(text: string, from: number, to: number, unsure: readonly Range[]): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  for (const { start, end } of unsure) {
    if (start < at || end > to) continue;
    if (start > at) segments.push({ kind: "plain", text: text.slice(at, start) });
    segments.push({ kind: "unsure", text: text.slice(start, end) });
    at = end;
  }
  if (at < to) segments.push({ kind: "plain", text: text.slice(at, to) });
  return segments;
}
