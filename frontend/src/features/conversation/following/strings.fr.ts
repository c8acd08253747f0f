import { plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  hint: {
    from: (teacher) => `Indice de ${teacher} :`,
    label: "Souffler un indice que seul l’élève voit",
    send: "Souffler",
    sent: "L’élève le voit.",
    nobody: "La page de l’élève n’est pas ouverte en ce moment.",
  },
  share: {
    title: "Laisser quelqu’un suivre",
    text: "Toute personne qui a le lien et peut se connecter ici voit cette conversation en direct : ce que tu dis et écris, les corrections et les réponses. Elle ne peut ni t’entendre, ni écrire, ni voir tes autres conversations.",
    alone: "Tu peux y mettre fin à tout moment.",
    hours: "Pour combien de temps",
    choices: { 1: "Une heure", 2: "Deux heures", 24: "Un jour", 168: "Une semaine" },
    make: "Créer un lien",
    link: (until) =>
      `Donne ce lien à qui peut suivre (fin de validité : ${until}). Il ne s’affiche que cette fois.`,
    again: "Un nouveau lien met fin au précédent.",
    shared: (until) => `Toute personne qui a ton lien peut suivre cette conversation (fin de validité : ${until}).`,
    now: (followers) =>
      followers === 0
        ? "Personne n’est là en ce moment."
        : plural(followers, { one: "# personne suit en ce moment.", other: "# personnes suivent en ce moment." }),
    stop: "Arrêter",
  },
  follow: {
    title: (learner) => (learner ? `Tu suis ${learner}` : "Tu suis une conversation"),
    untitled: "Suivi",
    text: (until) => `Tu peux lire en direct (fin de validité : ${until}), sauf si on y met fin avant.`,
    ended: "On a mis fin au suivi, ou sa durée est écoulée.",
    lost: "Connexion perdue. Nouvel essai…",
    learner: "Élève",
  },
} satisfies typeof strings;
