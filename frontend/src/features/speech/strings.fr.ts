import { decimal, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  pronunciation: {
    ask: "Comment était ma prononciation ?",
    checking: "Réécoute en cours…",
    clear: "Tous les sons qu’on peut juger étaient bien reconnaissables.",
    missed: (text, heard) => (heard ? `« ${text} » ressemblait à « ${heard} ».` : `« ${text} » :`),
    mine: "Écouter la mienne",
    model: "Écouter celle du tuteur",
    slower: "Plus lentement",
    pair: "Entendre la différence",
  },
  shadow: {
    ask: "Répéter",
    title: "Dis-le comme le tuteur",
    sentence: (at, of) => `Phrase ${at} sur ${of}`,
    before: "Phrase précédente",
    after: "Phrase suivante",
    hear: "Écouter",
    slow: "Plus lentement",
    mine: "T’écouter",
    comparing: "Comparaison…",
    melody: "Mélodie",
    rhythm: "Rythme",
    tutor: "Tuteur",
    you: "Toi",
    figure:
      "La hauteur de la voix du tuteur et de la tienne, mot par mot, et dessous la durée de chaque mot. L’essentiel est dit en mots plus bas.",
    pace: (syllables, pauses) =>
      `${decimal(syllables)} syllabes par seconde, ${pauses === 0 ? "aucune pause" : plural(pauses, { one: "# pause", other: "# pauses" })}`,
    close: "Tout proche : même rythme, même mélodie.",
    findings: {
      slower: (amount) => `Tu vas moins vite : ${Math.round(100 * amount)} % du rythme du tuteur. Enchaîne les mots.`,
      faster: (amount) => `Tu vas plus vite : ${Math.round(100 * amount)} % du rythme du tuteur. Prends ton temps.`,
      flat: () => "Ta voix reste plate. Laisse-la monter et descendre comme la ligne du tuteur.",
      melody: () => "Ta mélodie prend un autre chemin. Écoute où la voix du tuteur monte et où elle descend.",
      pause: (amount, word) => `Tu as fait une pause de ${decimal(amount)} s après « ${word} ».`,
      long_word: (amount, word) =>
        `« ${word} » a duré longtemps : ${decimal(amount)} fois la durée attendue.`,
    },
  },
} satisfies typeof strings;
