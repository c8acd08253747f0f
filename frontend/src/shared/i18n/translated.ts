type Files = Record<string, () => Promise<unknown>>;

/** The translations of what the first page says (firstPage.ts); the build puts each language's into one chunk. */
export const FIRST_PAGE: Files = import.meta.glob([
  "/src/{app,shared,features/today}/**/{strings,common}.??.ts",
  "!/src/shared/errors/**",
]);

/** Those of all else, which is opened later. */
export const REST: Files = import.meta.glob(["/src/{features,shared/errors}/**/strings.??.ts", "!/src/features/today/**"]);

/** How the languages that the page may speak call themselves. */
const NAMES = { en: "English", es: "Español", pt: "Português", de: "Deutsch", fr: "Français", it: "Italiano" };

export type Language = keyof typeof NAMES;

/** The languages that are there: English, and whatever has been translated. */
export const LANGUAGES = (Object.keys(NAMES) as Language[]).filter(
  (language) => language === "en" || `/src/shared/i18n/common.${language}.ts` in FIRST_PAGE,
);

export function nameOf(language: Language): string {
  return NAMES[language];
}
