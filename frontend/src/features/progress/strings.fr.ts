import { decimal, number, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  progress: {
    title: "Tes progrès",
    overview: {
      met: "mots rencontrés",
      used: "mots employés",
      saved: "mots enregistrés",
      known: "mots enregistrés et acquis",
      open: "erreurs encore à corriger",
      retired: "erreurs surmontées",
      streak: "jours de suite",
      minutes: "Minutes parlées",
      minutesTotal: (minutes) =>
        `${minutes > 0 && minutes < 10 ? decimal(minutes) : number(Math.round(minutes))} sur ces semaines`,
      minutesIn: (minutes) => `${decimal(minutes)} min`,
      skills: "Niveau par compétence",
      skillNames: { grammar: "Grammaire", listening: "Écoute", speaking: "Oral", writing: "Écrit" },
      notYet: "trop peu pour le dire",
      csv: "Télécharger toutes les semaines",
    },
    mistakes: "Tes erreurs au fil du temps",
    text: "Combien de corrections de chaque type pour cent mots, semaine après semaine. Moins, c’est mieux ; un point marque une semaine sans aucune.",
    none: "Il n’y a encore rien à voir. Parle ou écris d’abord un peu, puis reviens.",
    total: (count) => plural(count, { other: "# en tout" }),
    trend: {
      fewer: "moins ces derniers temps",
      more: "plus ces derniers temps",
      same: "à peu près comme avant",
    },
    quietWeek: "aucun message",
    rate: (rate) => `${decimal(rate)} pour cent mots`,
    table: "Sous forme de tableau",
    week: "Semaine du",
    words: "Mots",
    csv: "Télécharger en CSV",
  },
} satisfies typeof strings;
