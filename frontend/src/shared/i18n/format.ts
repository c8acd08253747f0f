import { language } from "./language";
import { decimal } from "./plural";

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A span of time as it is read at a glance: "840 ms", "3.1 s". */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${decimal(ms / 1000)} s`;
}

/** A day as a person would say it in a list: the time today, else the date. */
export function shortDate(iso: string, now = new Date()): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  if (date.toDateString() === now.toDateString()) {
    return new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", hour12: false }).format(date);
  }
  const sameYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language(), { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }).format(
    date,
  );
}

/** A day without its time: "5 Oct". */
export function shortDay(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T12:00:00`);
  return Number.isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(language(), { day: "numeric", month: "short" }).format(date);
}

/** A part of a whole: "75 %" as the page's language writes it. */
export function percent(part: number): string {
  return new Intl.NumberFormat(language(), { style: "percent", maximumFractionDigits: 0 }).format(part);
}
