import { language } from "../../shared/i18n/language";

const CODES =
  "en ar bg bn ca cs da de el et eu fa fi fr ga gl he hi hr hu id is it ja ko lt lv ms nb nl pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh".split(
    " ",
  );

export interface LanguageOption {
  code: string;
  name: string;
}

/** The first languages to choose from, each also as its own speakers call it. */
export function languageOptions(current: string): LanguageOption[] {
  const names = new Intl.DisplayNames(language(), { type: "language" });
  return [...new Set([current, ...CODES])]
    .map((code) => ({ code, name: named(names.of(code) ?? code, new Intl.DisplayNames(code, { type: "language" }).of(code)) }))
    .sort((a, b) => a.name.localeCompare(b.name, language()));
}

function named(name: string, own: string | undefined): string {
  return own && own.toLowerCase() !== name.toLowerCase() ? `${name} · ${own}` : name;
}

/** The first of the browser's languages that is offered: a guess that the learner can change. */
export function likelyLanguage(wanted: readonly string[]): string {
  const plain = wanted.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return plain.find((code) => CODES.includes(code)) ?? "en";
}
