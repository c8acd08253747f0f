import { bring } from "./catalogue";
import { bestOf, type Language, speak } from "./language";

/** Kept in this browser: what was chosen for the page, and the first language of who learns here. */
const CHOSEN = "tutor.language";
const FIRST = "tutor.firstLanguage";

/** The language chosen for this page, else the learner's own, else the browser's. */
export function wantedLanguage(): Language {
  return bestOf([read(CHOSEN), read(FIRST), ...navigator.languages].filter((tag) => tag !== null));
}

/** Speaks the wanted language; the one spoken so far stays where it cannot be loaded. Never fails. */
export async function speakWanted(): Promise<void> {
  const wanted = wantedLanguage();
  try {
    await bring(wanted);
  } catch {
    return;
  }
  speak(wanted);
}

export function chooseLanguage(chosen: Language): Promise<void> {
  keep(CHOSEN, chosen);
  return speakWanted();
}

/** The learner has said which language is theirs: unless another was chosen for the page, it speaks that one. */
export function learnerSpeaks(firstLanguage: string): Promise<void> {
  if (read(FIRST) === firstLanguage) return Promise.resolve();
  keep(FIRST, firstLanguage);
  return speakWanted();
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden: then the page speaks the browser's language.
  }
}
