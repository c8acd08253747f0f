import type { strings } from "./strings";

export default {
  label: "Appel",
  phases: {
    trouble: "L’appel est interrompu",
    connecting: "Connexion…",
    reconnecting: "Connexion perdue. Ce que tu dis est conservé en attendant son retour…",
    muted: "Micro coupé : le tuteur n’entend rien",
    checking: "Vérifie ce qui a été entendu, puis envoie",
    holding: "Prends ton temps : le tuteur attend",
    hearing: "On t’entend",
    unclear: "Je n’ai compris aucun mot. Redis-le",
    listening: "J’écoute. Parle, tout simplement",
    thinking: "Le tuteur réfléchit",
    speaking: "Le tuteur parle. Parle pour l’interrompre",
  },
  offline: "Tu es hors ligne. Ce que tu dis est conservé…",
  hint: "Maintiens « Attends » pendant que tu cherches tes mots",
  hintKeyboard: "Maintiens « Attends », ou la barre d’espace, pendant que tu cherches tes mots",
  others: "D’autres parlent. Le tuteur t’attend",
  mine: "C’était moi",
  mute: "Couper le micro",
  unmute: "Rétablir le micro",
  hold: "Attends",
  done: "Fini",
  hangUp: "Quitter",
  check: "Voici ce qui a été entendu. Corrige-le si tu veux, puis envoie-le.",
  forget: "Laisser tomber",
  refusals: {
    signIn: { message: "Ta session est fermée.", action: "Connecte-toi, puis réessaie." },
    foreign: {
      message: "Le tuteur ne prend pas d’appels à cette adresse.",
      action: "Ouvre la page du tuteur lui-même.",
    },
    gone: { message: "Cette conversation n’est plus là.", action: "Commences-en une autre." },
    silent: { message: "Personne n’a parlé depuis une demi-heure.", action: "Réessaie pour continuer." },
    busy: {
      message: "Trop d’appels sont ouverts à la fois.",
      action: "Termines-en un dans une autre fenêtre, puis réessaie.",
    },
  },
} satisfies typeof strings;
