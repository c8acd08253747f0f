/** The language that the page speaks. Chosen before the first paint; a change of it draws the page anew. */
export const LANGUAGES = ["en"] as const;
export type Language = (typeof LANGUAGES)[number];

let current: Language = "en";

export function language(): Language {
  return current;
}

/** The first of the wanted languages that the page knows, whatever their region: "de-AT" is "de". */
export function bestOf(wanted: readonly string[], known: readonly Language[] = LANGUAGES): Language {
  const plain = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return plain.flatMap((tag) => known.find((one) => one === tag) ?? [])[0] ?? "en";
}

export function speak(chosen: Language): void {
  current = chosen;
  document.documentElement.lang = chosen;
}
