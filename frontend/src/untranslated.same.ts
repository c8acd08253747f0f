/** What a translation may say exactly as English does: names, abbreviations, Spanish to learn, and words that coincide. */
export const SAME: Record<string, string[]> = {
  all: [
    "Tutor",
    "¿De qué hablamos hoy?",
    "Hola, ¿qué tal?",
    "¿Hablamos un rato?",
    "Tiene dos gatos",
    "O escribe aquí…",
    "Escribe en español…",
    "la ventana, window\nllover",
    "PDF",
    "EPUB",
    "Top-p",
    "min",
    "ms",
  ],
  en: [],
  es: ["Natural", "tokens"],
  pt: [],
  de: [],
  fr: [],
  it: [],
};
