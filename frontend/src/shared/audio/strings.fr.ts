import type { strings } from "./strings";

export default {
  record: {
    call: "Mains libres",
    startLabel: "Enregistrer : maintiens pour parler, ou appuie pour commencer et arrêter",
    stopLabel: "Arrêter et envoyer l’enregistrement",
    cancel: "Abandonner l’enregistrement",
    hint: "Maintiens pour parler, ou appuie",
    hintKeyboard: "Maintiens pour parler, ou appuie · la barre d’espace marche aussi",
    opening: "Ouverture du micro…",
    holding: "Relâche pour envoyer",
    tapped: "Appuie pour envoyer",
    escape: "Échap abandonne",
    discarded: "L’enregistrement est supprimé.",
    tooShort:
      "C’était trop court pour être entendu. Maintiens le bouton pendant que tu parles, ou appuie une fois, parle, puis appuie de nouveau.",
    nearLimit: (limit) => `Ça devient long : le tuteur écoute ${limit} au maximum.`,
    endings: {
      lost: "Le micro s’est arrêté tout seul. Ce que tu as dit jusque-là est conservé.",
      left: "Tu as quitté la page pendant l’enregistrement. Ce que tu as dit est conservé.",
      limit: "Un message ne peut pas être plus long. Ce que tu as dit jusqu’ici est conservé.",
    },
  },
  microphone: {
    insecure: {
      message: "Le navigateur refuse le micro à cette adresse.",
      action:
        "Ouvre Tutor à l’adresse http://localhost (ou 127.0.0.1) sur le même ordinateur, ou par https. Tu peux toujours écrire.",
    },
    refused: {
      message: "Le micro est bloqué pour cette page.",
      action: "Autorise-le avec l’icône à côté de l’adresse, puis réessaie. Tu peux toujours écrire.",
    },
    none: { message: "Aucun micro trouvé.", action: "Branches-en un et réessaie. Tu peux toujours écrire." },
    busy: {
      message: "Impossible d’ouvrir le micro.",
      action: "Un autre programme l’utilise peut-être : ferme-le, puis réessaie.",
    },
    unsupported: {
      message: "Ce navigateur ne sait pas enregistrer le son.",
      action: "Prends un navigateur récent, ou écris à la place.",
    },
  },
  playback: {
    listen: "Écouter",
    slower: "Plus lentement",
    speed: "Vitesse",
    failed: "La voix n’a pas marché.",
    stop: "Arrêter",
    skip: "Passer",
    simplerVoice: "Une voix plus simple, tant que beaucoup de monde parle avec le tuteur.",
  },
} satisfies typeof strings;
