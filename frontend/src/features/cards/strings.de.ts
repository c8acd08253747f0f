import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  words: {
    title: (word) => `Das Wort „${word}“`,
    save: "Wort speichern",
    saved: "Gespeichert. Beim Üben taucht es wieder auf.",
    hint: "Mit den Pfeiltasten wählst du ein Wort, mit Enter öffnest du es",
    meaning: "Bedeutung",
    ownMeaning: "Schreib, was es bedeutet",
    keep: "Behalten",
    unknown: "Es steht in keiner Liste. Frag nach, oder speichere es und schreib dazu, was es für dich bedeutet.",
    noGuess: "Auch das Modell kennt es nicht. Speichere es und schreib dazu, was es für dich bedeutet.",
    ask: "Das Modell fragen",
    asking: "Wird gefragt …",
    opinion: "Das ist eine Vermutung des Sprachmodells.",
    dictionary: "Aus FreeDict, dem freien Wörterbuch.",
    savedBefore: "Dieses Wort hast du gespeichert.",
    gender: { m: "männlich", f: "weiblich" },
  },
  review: {
    title: "Wie du übst",
    names: {
      session_minutes: "Minuten je Runde",
      daily_limit: "Karten am Tag, höchstens",
      new_per_day: "Davon neue",
    },
    hint: "Was du heute nicht schaffst, wartet; nichts geht verloren.",
  },
  deck: {
    title: "Deine Wörter importieren und exportieren",
    label: "Eine Liste hinzufügen: ein Wort pro Zeile, oder Wort, Bedeutung, Satz",
    placeholder: "la ventana, Fenster\nllover",
    add: "Diese Wörter hinzufügen",
    file: "Aus einer Datei",
    done: (added, known) =>
      `${plural(added, { one: "# Wort", other: "# Wörter" })} hinzugefügt${known === 0 ? "" : `, ${known} schon vorhanden`}.`,
    refused: (row, reason) => `Zeile ${row}: ${reason}`,
    moreRefused: (count) => `und ${count} weitere`,
    talk: "Mit diesen Wörtern reden",
    talkDue: "Mit den fälligen Wörtern reden",
    talkText: "Ein Gespräch, in dem du sie gut gebrauchen kannst. Am Ende siehst du, wie oft du es getan hast.",
    csv: "Karten als CSV",
    anki: "Karten für Anki",
    ankiAudio: "Für Anki, mit Ton",
  },
  suggested: {
    title: "Neue Wörter für dich",
    text: "Der Tutor hat sie benutzt, du noch nicht. Behalte die, die du üben möchtest.",
    guessed: "Vermutung des Modells",
    keep: "Behalten",
    keepLabel: (word) => `„${word}“ behalten`,
    decline: "Nein, danke",
    declineLabel: (word) => `Nein, danke. „${word}“ nicht behalten`,
  },
  leeches: {
    title: "Pausierte Karten",
    text: "Diese hast du immer wieder vergessen. Oft hilft ein neuer Satz; hol sie zurück, wann du magst.",
    lapses: (count) => `${count} × vergessen`,
    back: "Zurückholen",
    backLabel: (front) => `„${front}“ zurückholen`,
    remove: "Löschen",
    removeLabel: (front) => `„${front}“ löschen`,
  },
  offline: {
    here: "Der Tutor ist nicht erreichbar. Du kannst weitermachen: Was du machst, bleibt auf diesem Gerät und wird später gesendet.",
    waiting: (count) =>
      plural(count, {
        one: "# Ergebnis ist aufgehoben und wird noch gesendet.",
        other: "# Ergebnisse sind aufgehoben und werden noch gesendet.",
      }),
  },
} satisfies typeof strings;
