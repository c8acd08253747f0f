import type { Problem } from "./api";
import { within } from "./places";
import { strings } from "./strings";

/** What is wrong, in words. */
export function saidOf({ code, values }: Problem): string {
  const text = strings.problems;
  const value = (name: string): string => values[name] ?? "";
  switch (code) {
    case "pattern":
      return text.pattern(value("pattern"));
    case "braces":
      return text.braces(value("found"));
    case "no_price":
      return text.no_price(value("found"));
    case "facts_long":
      return text.facts_long(value("words"), value("most"));
    case "help_missed":
      return text.help_missed(value("line"));
    case "price_differs":
      return text.price_differs(value("item"), value("price"));
    case "correction":
      return text.correction(value("better"));
    case "level":
      return text.level(value("level"));
    default:
      return text[code];
  }
}

/** The problems at a place and within it. */
export function problemsAt(problems: Problem[], part: string): Problem[] {
  return problems.filter(({ where }) => within(where, part));
}
