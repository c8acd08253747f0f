import { decimal, number, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  progress: {
    title: "I tuoi progressi",
    overview: {
      met: "parole incontrate",
      used: "parole usate",
      saved: "parole salvate",
      known: "parole salvate che già sai",
      open: "errori ancora aperti",
      retired: "errori superati",
      streak: "giorni di fila",
      minutes: "Minuti di conversazione",
      minutesTotal: (minutes) => `${minutes > 0 && minutes < 10 ? decimal(minutes) : number(Math.round(minutes))} in queste settimane`,
      minutesIn: (minutes) => `${decimal(minutes)} min`,
      skills: "Livello per abilità",
      skillNames: { grammar: "Grammatica", listening: "Ascolto", speaking: "Parlato", writing: "Scrittura" },
      notYet: "ancora troppo poco per dirlo",
      csv: "Scarica tutte le settimane",
    },
    mistakes: "I tuoi errori nel tempo",
    text: "Quante correzioni di ogni tipo hai avuto ogni cento parole, settimana per settimana. Meno sono, meglio è; un punto è una settimana senza.",
    none: "Non c’è ancora niente da mostrare. Parla o scrivi un po’, poi torna qui.",
    total: (count) => plural(count, { other: "# in tutto" }),
    trend: {
      fewer: "ultimamente di meno",
      more: "ultimamente di più",
      same: "più o meno come prima",
    },
    quietWeek: "nessun messaggio",
    rate: (rate) => `${decimal(rate)} ogni cento parole`,
    table: "Come tabella",
    week: "Settimana del",
    words: "Parole",
    csv: "Scarica in CSV",
  },
} satisfies typeof strings;
