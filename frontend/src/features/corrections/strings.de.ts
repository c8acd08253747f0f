import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  correction: {
    label: (from, to, category) => {
      if (from === "") return `Korrektur, ${category}: „${to}“ ergänzen`;
      return to === "" ? `Korrektur, ${category}: „${from}“ fällt weg` : `Korrektur, ${category}: „${from}“ wird zu „${to}“`;
    },
    rule: "Regel",
    example: "Noch ein Beispiel",
    more: (count) => `${count} weitere`,
    why: "Warum?",
    right: "Es stimmt, so wie ich es gesagt habe",
    likely: (from, to) => {
      if (from === "") return `Fehlt hier vielleicht „${to}“?`;
      return to === "" ? `Meintest du es ohne „${from}“?` : `Meintest du „${to}“?`;
    },
    yes: "Ja, das meinte ich",
    didYouSay: (from, to) => (from === "" ? `Hast du „${to}“ weggelassen?` : `Hast du „${from}“ gesagt?`),
    ifSo: "Das habe ich nicht deutlich gehört. Wenn ja:",
    playMoment: "Diese Stelle anhören",
    unsaid: "Das habe ich nicht gesagt",
    severity: { minor: "Kleinigkeit", normal: "", major: "wichtig" },
    unsure: "Vielleicht verhört",
    unsureMore: (count) => plural(count, { one: "und # weiteres Wort", other: "und # weitere Wörter" }),
  },
} satisfies typeof strings;
