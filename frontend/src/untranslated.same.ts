/** What a translation may say exactly as English does: names, abbreviations, Spanish to learn, and words that coincide. */
export const SAME: Record<string, string[]> = {
  all: ["Tutor", "Hola, ¿qué tal?", "Tiene dos gatos", "PDF", "EPUB", "Top-p", "min"],
  en: [],
  es: [],
  pt: [],
  de: [],
  fr: [],
  it: [],
};
