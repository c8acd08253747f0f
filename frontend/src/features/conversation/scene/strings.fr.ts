import { number, plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  choose: {
    reason: "Pour",
    any: "Tout",
    free: "Juste parler",
    fits: "ton niveau",
    easier: "plus facile",
    harder: "plus difficile",
    group: (level, how) => `${level}, ${how}`,
    ofClass: "De mes classes",
    nothing: "Aucune scène n’est faite pour ça. La conversation libre va avec tout.",
    toCard: "Ta fiche",
    back: "Toutes les scènes",
  },
  card: {
    label: (title) => `Ta fiche : ${title}`,
    you: "Toi",
    goals: "Ce qu’il faut réussir",
    phrases: "Phrases utiles",
    phrasesHint: "Appuie sur une phrase pour l’entendre.",
  },
  goals: {
    title: "Tes objectifs",
    count: (reached, all) => `${number(reached)} sur ${number(all)}`,
    reached: "atteint",
    open: "pas encore atteint",
    news: (goals) =>
      `${plural(goals.length, { one: "Objectif atteint :", other: "Objectifs atteints :" })} ${goals.join(", ")}.`,
    scene: "Ta fiche",
    finish: "Terminer",
    finishLabel: "Terminer cette conversation et voir le bilan",
  },
  help: {
    ask: "Que pourrais-je dire ?",
    key: "h",
    title: "Tu pourrais dire",
    phrases: "Phrases qui peuvent aider",
    hint: "Écoute, lis, puis dis-le toi-même. Ceci disparaît dès que tu commences.",
    hide: "Masquer",
  },
  ending: {
    over: "La scène est finie.",
    closed: "Cette conversation est terminée.",
    reached: (reached, all) =>
      reached === all
        ? plural(all, { one: "Tu as atteint ton objectif.", other: "Tu as atteint tes # objectifs." })
        : `Tu as atteint ${plural(reached, { one: "# objectif", other: "# objectifs" })} sur ${number(all)}.`,
    show: "Voir le bilan",
    goOn: "Continuer à parler",
  },
  debrief: {
    title: "Le bilan",
    loading: "Retour sur ce que tu as dit…",
    read: "Relire",
    goals: "Objectifs",
    well: "Bien dit",
    wellKinds: {
      mended: "Avant, tu te trompais là-dessus ; cette fois, tu l’as bien dit :",
      word: "Un mot enregistré, employé :",
      long: "Une longue prise de parole sans pause :",
    },
    practised: (title) => `Travaillé : ${title}`,
    used: (count) =>
      count === 0 ? "Pas employé cette fois." : plural(count, { one: "Employé une fois", other: "Employé # fois" }),
    usedRight: (right, used) =>
      right === used
        ? plural(used, { one: "correctement", other: "chaque fois correctement" })
        : `dont ${number(right)} fois correctement`,
    wordUsed: (count) => (count === 0 ? "pas encore" : `${number(count)} ×`),
    mistakes: "À regarder",
    mistakesText: "L’essentiel, avec tes propres mots.",
    point: (title) => `En savoir plus : ${title}`,
    words: "Mots rencontrés",
    keep: (word) => `Garder « ${word} » comme carte`,
    kept: (word) => `« ${word} » est maintenant une carte`,
    speaking: "Ta façon de parler",
    wordsSaid: (count) => plural(count, { one: "# mot", other: "# mots" }),
    wordsSaidText: "dits par toi",
    minutes: (minutes) => (minutes < 1 ? `${number(Math.round(minutes * 60))} s` : `${number(minutes)} min`),
    minutesText: "de parole, environ",
    pace: (words) => plural(words, { one: "# mot", other: "# mots" }),
    paceText: "par minute",
    pauses: (count) => plural(count, { one: "# pause", other: "# pauses" }),
    pausesText: (hesitations) => (hesitations === 0 ? "en parlant" : `et ${number(hesitations)} × « eh »`),
    next: "Et ensuite",
    practise: (title) => `S’entraîner : ${title}`,
    play: (title) => `Jouer : ${title}`,
    why: {
      goal: "Elle va avec la raison pour laquelle tu apprends.",
      new: "Tu ne l’as pas encore jouée.",
      again: "Ça fait un moment que tu ne l’as pas jouée.",
    },
  },
} satisfies typeof strings;
