import type { ErrorProgress } from "./api";

/** Counts are told per this many words, so that a busy week does not look like a bad one. */
export const PER_WORDS = 100;

export interface CategoryProgress {
  category: string;
  total: number;
  /** Corrections in a hundred words, week by week; null for a week without words. */
  rates: (number | null)[];
  trend: "fewer" | "more" | "same" | null;
}

/** The categories with the most corrections first; those that never came up are left out. */
export function readProgress({ words, categories }: ErrorProgress): CategoryProgress[] {
  return categories
    .map(({ category, counts }) => ({
      category,
      total: sum(counts),
      rates: words.map((said, week) => rate(counts[week] ?? 0, said)),
      trend: trendOf(counts, words),
    }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

function rate(count: number, words: number): number | null {
  return words === 0 ? null : (count / words) * PER_WORDS;
}

/** The later half of the weeks against the earlier one; null when either has too little to say. */
function trendOf(counts: number[], words: number[]): CategoryProgress["trend"] {
  const half = Math.floor(words.length / 2);
  const said = [sum(words.slice(0, half)), sum(words.slice(half))] as const;
  if (Math.min(...said) < PER_WORDS) return null;
  const before = sum(counts.slice(0, half)) / said[0];
  const lately = sum(counts.slice(half)) / said[1];
  if (lately < before * 0.8) return "fewer";
  return lately > before * 1.25 ? "more" : "same";
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The whole table as CSV: one line a week, a column for the words and for each category. */
export function toCsv({ weeks, words, categories }: ErrorProgress): string {
  const rows = [
    ["week", "words", ...categories.map(({ category }) => category)],
    ...weeks.map((week, at) => [week, words[at] ?? 0, ...categories.map(({ counts }) => counts[at] ?? 0)]),
  ];
  return rows.map((row) => row.map(quote).join(",") + "\r\n").join("");
}

function quote(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
