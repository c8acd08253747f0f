import type { ErrorProgress } from "../../api/types";

/** Counts are told per this many messages, so that a busy week does not look like a bad one. */
export const PER_MESSAGES = 10;

export interface CategoryProgress {
  category: string;
  total: number;
  /** Corrections in ten messages, week by week; null for a week without messages. */
  rates: (number | null)[];
  trend: "fewer" | "more" | "same" | null;
}

/** The categories with the most corrections first; those that never came up are left out. */
export function readProgress({ messages, categories }: ErrorProgress): CategoryProgress[] {
  return categories
    .map(({ category, counts }) => ({
      category,
      total: sum(counts),
      rates: messages.map((said, week) => rate(counts[week] ?? 0, said)),
      trend: trendOf(counts, messages),
    }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

function rate(count: number, messages: number): number | null {
  return messages === 0 ? null : (count / messages) * PER_MESSAGES;
}

/** The later half of the weeks against the earlier one; null when either has too little to say. */
function trendOf(counts: number[], messages: number[]): CategoryProgress["trend"] {
  const half = Math.floor(messages.length / 2);
  const said = [sum(messages.slice(0, half)), sum(messages.slice(half))] as const;
  if (Math.min(...said) < PER_MESSAGES) return null;
  const before = sum(counts.slice(0, half)) / said[0];
  const lately = sum(counts.slice(half)) / said[1];
  if (lately < before * 0.8) return "fewer";
  return lately > before * 1.25 ? "more" : "same";
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The whole table as CSV: one line a week, a column for the messages and for each category. */
export function toCsv({ weeks, messages, categories }: ErrorProgress): string {
  const rows = [
    ["week", "messages", ...categories.map(({ category }) => category)],
    ...weeks.map((week, at) => [week, messages[at] ?? 0, ...categories.map(({ counts }) => counts[at] ?? 0)]),
  ];
  return rows.map((row) => row.map(quote).join(",") + "\r\n").join("");
}

function quote(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
