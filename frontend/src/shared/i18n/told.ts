import { language } from "./language";

type Told<Row, Key extends keyof Row & string> = `${Key}_es` extends keyof Row ? Key : never;

/** What the tutor tells in the language of the page and in Spanish: in Spanish where the page speaks it, even before the tutor knows. */
export function told<Row extends object, Key extends keyof Row & string>(row: Row, ...keys: Told<Row, Key>[]): Row {
  if (language() !== "es") return row;
  const spanish = keys.map((key) => [key, row[`${key}_es` as keyof Row]]);
  return { ...row, ...(Object.fromEntries(spanish) as Partial<Row>) };
}
