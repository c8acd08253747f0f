import { common } from "./common";

/** What a category of mistakes is called on the page; one that it does not know keeps its name on the wire. */
export function mistakeName(category: string): string {
  return common.mistakes[category] ?? category;
}
