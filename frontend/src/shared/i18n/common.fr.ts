import type { common } from "./common";
import { plural } from "./plural";

export default {
  app: "Tutor",
  errors: {
    network: {
      message: "Impossible de joindre le tuteur.",
      action: "Vérifie que l’ordinateur du tuteur est allumé et que le tuteur y tourne, puis réessaie.",
    },
    tooMany: { message: "C’était trop d’un coup pour le tuteur.", action: "Attends un instant ; ce que tu as dit est conservé." },
    server: { message: "Le tuteur a trébuché là-dessus.", action: "Réessaie." },
    unknown: { message: "Un problème est survenu sur cette page.", action: "Réessaie, ou recharge la page." },
    interrupted: { message: "Ceci n’a pas été envoyé.", action: "Renvoie-le quand tu voudras." },
  },
  notLoaded: {
    message: "Impossible de charger cette page.",
    action: "Tout ce que tu as écrit est conservé. La page se rechargera dès que le tuteur répondra.",
  },
  retry: "Réessayer",
  retryIn: (seconds) => `Réessayer dans ${seconds} s`,
  cancel: "Annuler",
  close: "Fermer",
  loading: "Chargement…",
  rename: { open: "Renommer", save: "Enregistrer" },
  copy: "Copier",
  copied: "Copié",
  remove: "Supprimer",
  saved: "Enregistré",
  thinking: "Le tuteur réfléchit",
  queue: (ahead, seconds) =>
    plural(ahead, { one: "# personne avant toi", other: "# personnes avant toi" }) +
    (seconds === null ? "" : `, environ ${Math.max(1, Math.round(seconds))} s`),
  mistakes: {
    agreement: "accord",
    article: "articles",
    capitals: "majuscules",
    diacritic: "accents",
    "extra word": "mots en trop",
    "missing word": "mots manquants",
    mood: "mode",
    preposition: "prépositions",
    pronoun: "pronoms",
    punctuation: "ponctuation",
    "ser/estar": "ser et estar",
    spelling: "orthographe",
    "verb form": "formes verbales",
    "word choice": "choix des mots",
    "word order": "ordre des mots",
  },
} satisfies typeof common;
