import { decimal, number, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  progress: {
    title: "Dein Fortschritt",
    overview: {
      met: "kennengelernte Wörter",
      used: "verwendete Wörter",
      saved: "gespeicherte Wörter",
      known: "gespeicherte Wörter, die sitzen",
      open: "offene Fehler",
      retired: "überwundene Fehler",
      streak: "Tage in Folge",
      minutes: "Gesprochene Minuten",
      minutesTotal: (minutes) =>
        `${minutes > 0 && minutes < 10 ? decimal(minutes) : number(Math.round(minutes))} in diesen Wochen`,
      minutesIn: (minutes) => `${decimal(minutes)} min`,
      skills: "Niveau je Fertigkeit",
      skillNames: { grammar: "Grammatik", listening: "Hören", speaking: "Sprechen", writing: "Schreiben" },
      notYet: "noch zu wenig für eine Aussage",
      csv: "Alle Wochen herunterladen",
    },
    mistakes: "Deine Fehler im Lauf der Zeit",
    text: "Wie viele Korrekturen jeder Art du auf hundert Wörter hattest, Woche für Woche. Weniger ist besser; ein Punkt ist eine Woche ohne.",
    none: "Hier gibt es noch nichts zu sehen. Sprich oder schreib erst ein bisschen und komm dann wieder.",
    total: (count) => plural(count, { other: "insgesamt #" }),
    trend: {
      fewer: "zuletzt weniger",
      more: "zuletzt mehr",
      same: "etwa wie vorher",
    },
    quietWeek: "keine Nachrichten",
    rate: (rate) => `${decimal(rate)} auf hundert Wörter`,
    table: "Als Tabelle",
    week: "Woche vom",
    words: "Wörter",
    csv: "Als CSV herunterladen",
  },
} satisfies typeof strings;
