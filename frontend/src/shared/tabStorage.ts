/** What was typed and not sent, kept for as long as the tab lives, over reloads and a browser that ran out of memory. */
const PREFIX = "tutor.text.";

export function readText(name: string): string {
  try {
    return sessionStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return ""; // Storage may be forbidden; a text then lives as long as the page.
  }
}

/** Keeps a text; an empty one is forgotten. */
export function keepText(name: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(PREFIX + name, text);
    else sessionStorage.removeItem(PREFIX + name);
  } catch {
    // As above, or there is no room.
  }
}

/** Forgets all of them, for the next person at this computer. */
export function forgetTexts(): void {
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
    }
  } catch {
    // Then there are none.
  }
}
