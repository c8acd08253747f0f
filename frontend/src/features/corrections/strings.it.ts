import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  correction: {
    label: (from, to, category) => {
      if (from === "") return `Correzione, ${category}: aggiungi “${to}”`;
      return to === ""
        ? `Correzione, ${category}: togli “${from}”`
        : `Correzione, ${category}: “${from}” diventa “${to}”`;
    },
    rule: "Regola",
    example: "Un altro esempio",
    more: (count) => (count === 1 ? "un’altra" : `altre ${count}`),
    why: "Perché?",
    right: "È giusto come l’ho detto",
    likely: (from, to) => {
      if (from === "") return `Volevi aggiungere “${to}” qui?`;
      return to === "" ? `Lo volevi dire senza “${from}”?` : `Volevi dire “${to}”?`;
    },
    yes: "Sì, volevo dire questo",
    didYouSay: (from, to) => (from === "" ? `Hai tralasciato “${to}”?` : `Hai detto “${from}”?`),
    ifSo: "Non so se ho sentito bene. Se è così:",
    playMoment: "Ascolta quel momento",
    unsaid: "Non l’ho detto",
    severity: { minor: "dettaglio", normal: "", major: "importante" },
    unsure: "Forse ho sentito male",
    unsureMore: (count) => plural(count, { one: "e un’altra parola", other: "e altre # parole" }),
  },
} satisfies typeof strings;
