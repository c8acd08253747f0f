import { language } from "./language";

type Told<Row, Key extends keyof Row & string> = `${Key}_es` extends keyof Row ? Key : never;

/** The language of what the tutor tells in two languages: explanations of points, and what one can do at a level. */
export function toldIn(): "en" | "es" {
  return language() === "es" ? "es" : "en";
}

/** What the tutor tells in English and in Spanish, with the English replaced where the page speaks Spanish. */
export function told<Row extends object, Key extends keyof Row & string>(row: Row, ...keys: Told<Row, Key>[]): Row {
  if (toldIn() === "en") return row;
  const spanish = keys.map((key) => [key, row[`${key}_es` as keyof Row]]);
  return { ...row, ...(Object.fromEntries(spanish) as Partial<Row>) };
}
