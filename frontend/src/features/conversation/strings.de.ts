import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  create: {
    title: "Neues Gespräch",
    level: "Dein Niveau",
    scenario: "Worum geht es?",
    template: "Was dem Tutor gesagt wird",
    start: "Los geht’s",
    starting: "Geht los …",
    above: (level) => `ab ${level}`,
  },
  composer: {
    label: "Schreib auf Spanisch",
    placeholder: "O escribe aquí…",
    placeholderReply: "Escribe en español…",
    send: "Senden",
    stop: "Stopp",
    editing: "Du bearbeitest. Beim Senden werden diese Nachricht und alles danach ersetzt.",
    tooLong: (over) => plural(over, { other: "# Zeichen zu viel" }),
    suggestions: "Vorschläge",
    more: (count) => `${count} weitere`,
    accept: (from, to) => `„${from}“ durch „${to}“ ersetzen`,
    removeWord: (from) => `„${from}“ entfernen`,
    dismiss: (from) => `Vorschlag für „${from}“ verwerfen`,
    acceptKey: "Alt + Enter übernimmt den ersten",
  },
  thread: {
    label: "Gespräch",
    you: "Du",
    tutor: "Tutor",
    replying: "Der Tutor antwortet.",
    replied: "Der Tutor sagt:",
    corrected: (count) =>
      plural(count, { one: "# Korrektur zu deinem Satz:", other: "# Korrekturen zu deinem Satz:" }),
    listening: "Deine Aufnahme wird angehört …",
    hearing: "Spricht gerade …",
    notHeard: "(nichts zu hören)",
    stopped: "Hier gestoppt.",
    failed: "Diese Antwort ist abgebrochen.",
    notSent: "Nicht gesendet.",
    discard: "Verwerfen",
    listenStates: {
      idle: "Anhören",
      loading: "Stopp",
      playing: "Pause",
      paused: "Weiter",
      ended: "Anhören",
      blocked: "Zum Anhören tippen",
      error: "Anhören",
    },
    translate: "Übersetzen",
    hideTranslation: "Übersetzung ausblenden",
    translating: "Wird übersetzt …",
    regenerate: "Andere Antwort",
    edit: "Bearbeiten",
    ownRecording: "Dich selbst hören",
    checking: "Dein Satz wird durchgesehen …",
    noMistakes: "Keine Fehler gefunden",
    correctionsHint: (sure, asked) =>
      [
        sure > 0 && plural(sure, { one: "# Korrektur", other: "# Korrekturen" }),
        asked > 0 && plural(asked, { one: "# Frage", other: "# Fragen" }),
      ]
        .filter(Boolean)
        .join(", "),
    latest: "Zum Neuesten",
    notFound: "Dieses Gespräch gibt es nicht mehr.",
    toHome: "Zurück zum Anfang",
    reconnecting: "Verbindung verloren. Die Antwort wird wieder aufgenommen …",
  },
} satisfies typeof strings;
