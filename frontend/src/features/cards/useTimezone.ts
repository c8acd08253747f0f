import { cardsApi } from "./api";
import { useEffect } from "react";

const KEY = "tutor.timezone";

/** Tells the server where the learner's day begins: once in each time zone, so that one set elsewhere stays. */
export function useTimezone(learnerId: string | undefined): void {
  useEffect(() => {
    if (learnerId === undefined) return;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const told = `${learnerId} ${timeZone}`;
    if (read() === told) return;
    cardsApi.changeSettings({ timezone: timeZone }).then(
      () => write(told),
      // The server's own zone is good enough until the next visit.
      () => undefined,
    );
  }, [learnerId]);
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage may be forbidden; the zone is then told at each visit.
  }
}

function write(told: string): void {
  try {
    localStorage.setItem(KEY, told);
  } catch {
    // As above.
  }
}
