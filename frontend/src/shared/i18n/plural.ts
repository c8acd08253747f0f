import { language } from "./language";

/** Forms of a sentence by CLDR's plural categories; `#` stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form that fits a number in the page's language. */
export function plural(count: number, forms: Forms): string {
  const form = forms[new Intl.PluralRules(language()).select(count)] ?? forms.other;
  return form.replaceAll("#", number(count));
}

/** A number as it is written in the page's language. */
export function number(value: number): string {
  return value.toLocaleString(language());
}

/** A number with one digit behind the comma of the page's language. */
export function decimal(value: number): string {
  return value.toLocaleString(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
