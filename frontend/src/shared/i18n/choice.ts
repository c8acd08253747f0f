import { bring } from "./catalogue";
import { bestOf, type Language, language, speak } from "./language";
import { FIRST_PAGE, REST } from "./translated";

/** Kept in this browser: what was chosen for the page, and the first language of who learns here. */
const CHOSEN = "tutor.language";
const FIRST = "tutor.firstLanguage";

/** The language chosen for this page, else the learner's own, else the browser's. */
export function wantedLanguage(): Language {
  return bestOf([read(CHOSEN), read(FIRST), ...navigator.languages].filter((tag) => tag !== null));
}

/** Speaks the wanted language; the one spoken so far stays where it cannot be loaded. Never fails. */
export function speakWanted(): Promise<void> {
  return speakBrought();
}

/** The same for a page that is only being opened: what its first page says is all that is waited for. */
export function speakAtFirst(): Promise<void> {
  return speakBrought(FIRST_PAGE);
}

async function speakBrought(files?: typeof FIRST_PAGE): Promise<void> {
  const wanted = wantedLanguage();
  try {
    await bring(wanted, files);
  } catch {
    return;
  }
  speak(wanted);
}

/** Brings what all other pages say in the language that is spoken. Fails where it cannot be loaded. */
export function bringRest(): Promise<void> {
  return bring(language(), REST);
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
