import type { common } from "./common";
import { plural } from "./plural";

export default {
  app: "Tutor",
  errors: {
    network: {
      message: "Der Tutor ist nicht erreichbar.",
      action: "Sieh nach, ob der Computer des Tutors an ist und der Tutor dort läuft, und versuch es noch einmal.",
    },
    tooMany: { message: "Das war dem Tutor zu viel auf einmal.", action: "Warte kurz; was du gesagt hast, bleibt erhalten." },
    server: { message: "Dabei ist der Tutor ins Stolpern geraten.", action: "Versuch es noch einmal." },
    unknown: { message: "Auf dieser Seite ist etwas schiefgegangen.", action: "Versuch es noch einmal oder lade die Seite neu." },
    interrupted: { message: "Das wurde nicht gesendet.", action: "Sende es noch einmal, sobald du so weit bist." },
  },
  notLoaded: {
    message: "Diese Seite ließ sich nicht laden.",
    action: "Alles, was du geschrieben hast, bleibt erhalten. Sobald der Tutor antwortet, geht es von selbst weiter.",
  },
  retry: "Noch einmal",
  retryIn: (seconds) => `Noch einmal in ${seconds} s`,
  cancel: "Abbrechen",
  close: "Schließen",
  loading: "Wird geladen …",
  rename: { open: "Umbenennen", save: "Speichern" },
  copy: "Kopieren",
  copied: "Kopiert",
  remove: "Löschen",
  saved: "Gespeichert",
  thinking: "Der Tutor denkt nach",
  queue: (ahead, seconds) =>
    plural(ahead, { one: "# Person ist vor dir dran", other: "# Personen sind vor dir dran" }) +
    (seconds === null ? "" : `, etwa ${Math.max(1, Math.round(seconds))} s`),
  mistakes: {
    agreement: "Angleichung",
    article: "Artikel",
    capitals: "Großschreibung",
    diacritic: "Akzente",
    "extra word": "überflüssige Wörter",
    "missing word": "fehlende Wörter",
    mood: "Modus",
    preposition: "Präpositionen",
    pronoun: "Pronomen",
    punctuation: "Satzzeichen",
    "ser/estar": "ser und estar",
    spelling: "Rechtschreibung",
    "verb form": "Verbformen",
    "word choice": "Wortwahl",
    "word order": "Wortstellung",
  },
} satisfies typeof common;
