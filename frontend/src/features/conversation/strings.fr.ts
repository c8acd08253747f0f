import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  create: {
    title: "Nouvelle conversation",
    level: "Ton niveau",
    scenario: "De quoi parler ?",
    template: "Ce qu’on dit au tuteur",
    start: "C’est parti",
    starting: "On y va…",
    above: (level) => `dès ${level}`,
  },
  composer: {
    label: "Écris en espagnol",
    placeholder: "O escribe aquí…",
    placeholderReply: "Escribe en español…",
    send: "Envoyer",
    stop: "Arrêter",
    editing: "Modification. L’envoi remplace ce message et tout ce qui suit.",
    tooLong: (over) => plural(over, { one: "# caractère de trop", other: "# caractères de trop" }),
    suggestions: "Suggestions",
    more: (count) => plural(count, { one: "# autre", other: "# autres" }),
    accept: (from, to) => `Remplacer « ${from} » par « ${to} »`,
    removeWord: (from) => `Enlever « ${from} »`,
    dismiss: (from) => `Ignorer la suggestion pour « ${from} »`,
    acceptKey: "Alt + Entrée accepte la première",
  },
  thread: {
    label: "Conversation",
    you: "Toi",
    tutor: "Tuteur",
    replying: "Le tuteur répond.",
    replied: "Le tuteur dit :",
    corrected: (count) =>
      plural(count, { one: "# correction de ta phrase :", other: "# corrections de ta phrase :" }),
    listening: "Écoute de ton enregistrement…",
    hearing: "Ça parle…",
    notHeard: "(rien d’audible)",
    stopped: "Arrêté ici.",
    failed: "Cette réponse a été interrompue.",
    notSent: "Pas envoyé.",
    discard: "Abandonner",
    listenStates: {
      idle: "Écouter",
      loading: "Arrêter",
      playing: "Pause",
      paused: "Reprendre",
      ended: "Écouter",
      blocked: "Appuie pour écouter",
      error: "Écouter",
    },
    translate: "Traduire",
    hideTranslation: "Masquer la traduction",
    translating: "Traduction…",
    regenerate: "Une autre réponse",
    edit: "Modifier",
    ownRecording: "T’écouter",
    checking: "Relecture de ta phrase…",
    noMistakes: "Aucune erreur trouvée",
    correctionsHint: (sure, asked) =>
      [
        sure > 0 && plural(sure, { one: "# correction", other: "# corrections" }),
        asked > 0 && plural(asked, { one: "# question", other: "# questions" }),
      ]
        .filter(Boolean)
        .join(", "),
    latest: "Aller au plus récent",
    notFound: "Cette conversation n’est plus là.",
    toHome: "Retour à l’accueil",
    reconnecting: "Connexion perdue. Reprise de la réponse…",
  },
} satisfies typeof strings;
