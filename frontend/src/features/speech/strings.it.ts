import { decimal, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  pronunciation: {
    ask: "Com’era la mia pronuncia?",
    checking: "Riascolto…",
    clear: "Tutti i suoni che si possono valutare sono arrivati bene.",
    missed: (text, heard) => (heard ? `“${text}” suonava come “${heard}”.` : `“${text}”:`),
    mine: "Ascolta la mia",
    model: "Ascolta quella del tutor",
    slower: "Più lentamente",
    pair: "Senti la differenza",
  },
  shadow: {
    ask: "Ripeti",
    title: "Dillo come il tutor",
    sentence: (at, of) => `Frase ${at} di ${of}`,
    before: "Frase precedente",
    after: "Frase successiva",
    hear: "Ascolta",
    slow: "Più lentamente",
    mine: "Riascoltati",
    comparing: "Confronto…",
    melody: "Melodia",
    rhythm: "Ritmo",
    tutor: "Tutor",
    you: "Tu",
    figure:
      "Il tono della voce del tutor e il tuo, parola per parola, e sotto quanto dura ogni parola. Quello che conta è detto a parole qui sotto.",
    pace: (syllables, pauses) =>
      `${decimal(syllables)} sillabe al secondo, ${pauses === 0 ? "nessuna pausa" : plural(pauses, { one: "# pausa", other: "# pause" })}`,
    close: "Vicinissimo: stesso ritmo, stessa melodia.",
    findings: {
      slower: (amount) => `Parli più lentamente: ${Math.round(100 * amount)}% del ritmo del tutor. Lega le parole.`,
      faster: (amount) => `Parli più velocemente: ${Math.round(100 * amount)}% del ritmo del tutor. Fai con calma.`,
      flat: () => "La tua voce resta piatta. Lasciala salire e scendere come la linea del tutor.",
      melody: () => "La tua melodia va da un’altra parte. Ascolta dove la voce del tutor sale e dove scende.",
      pause: (amount, word) => `Hai fatto una pausa di ${decimal(amount)} s dopo “${word}”.`,
      long_word: (amount, word) => `“${word}” è durata a lungo: ${decimal(amount)} volte il tempo previsto.`,
    },
  },
} satisfies typeof strings;
