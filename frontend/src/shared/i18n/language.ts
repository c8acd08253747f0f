import { type Language, LANGUAGES } from "./translated";

export type { Language };

let current: Language = "en";
const drawn = new Set<() => void>();

/** The language that the page speaks. */
export function language(): Language {
  return current;
}

/** The first of the wanted languages that the page knows, whatever their region: "de-AT" is "de". */
export function bestOf(wanted: readonly string[], known: readonly Language[] = LANGUAGES): Language {
  const plain = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return plain.flatMap((tag) => known.find((one) => one === tag) ?? [])[0] ?? "en";
}

/** Says from now on everything in this language, whose sentences are there already, and draws the page anew. */
export function speak(chosen: Language): void {
  current = chosen;
  document.documentElement.lang = chosen;
  for (const draw of drawn) draw();
}

/** Has `draw` called whenever the page comes to speak another language; returns what ends that. */
export function listen(draw: () => void): () => void {
  drawn.add(draw);
  return () => drawn.delete(draw);
}
