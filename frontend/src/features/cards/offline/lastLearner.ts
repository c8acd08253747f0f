/** Whose cards this device has taken along, so that they can be had before anybody can be asked who is here. */
const KEY = "tutor.pocket";

export function lastLearner(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage may be forbidden; then nothing was taken along either.
  }
}

export function rememberLearner(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, id);
  } catch {
    // As above.
  }
}
