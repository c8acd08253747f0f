/** The files of every translation, each loaded on its own; the build puts those of one language into one chunk. */
export const TRANSLATED: Record<string, () => Promise<unknown>> = import.meta.glob(
  "/src/{app,features,shared}/**/{strings,common}.??.ts",
);

/** How the languages that the page may speak call themselves. */
const NAMES = { en: "English", es: "Español", pt: "Português", de: "Deutsch", fr: "Français", it: "Italiano" };

export type Language = keyof typeof NAMES;

/** The languages that are there: English, and whatever has been translated. */
export const LANGUAGES = (Object.keys(NAMES) as Language[]).filter(
  (language) => language === "en" || `/src/shared/i18n/common.${language}.ts` in TRANSLATED,
);

export function nameOf(language: Language): string {
  return NAMES[language];
}
