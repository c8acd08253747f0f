const asked = new Map<string, Promise<Response | null>>();

/** Asks the tutor what the first page will want to know, before its code is here. */
export function askEarly(paths: readonly string[]): void {
  for (const path of paths) {
    const answer = fetch(path).then((response) => (response.ok ? response : null));
    asked.set(path, answer.catch(() => null));
  }
}

/** The answer that was asked for early, once; null where there is none, or none that is of use. */
export function earlyAnswer(path: string): Promise<Response | null> {
  const answer = asked.get(path) ?? Promise.resolve(null);
  asked.delete(path);
  return answer;
}

/** From now on everything is asked anew: what was so when the page was opened may no longer be. */
export function forgetEarly(): void {
  asked.clear();
}
