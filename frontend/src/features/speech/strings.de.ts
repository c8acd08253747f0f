import { decimal, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  pronunciation: {
    ask: "Wie war meine Aussprache?",
    checking: "Wird noch einmal angehört …",
    clear: "Jeder Laut, der sich beurteilen lässt, kam gut an.",
    missed: (text, heard) => (heard ? `„${text}“ klang wie „${heard}“.` : `„${text}“:`),
    mine: "Mich anhören",
    model: "Den Tutor anhören",
    slower: "Langsamer",
    pair: "Den Unterschied hören",
  },
  shadow: {
    ask: "Nachsprechen",
    title: "Sag es wie der Tutor",
    sentence: (at, of) => `Satz ${at} von ${of}`,
    before: "Voriger Satz",
    after: "Nächster Satz",
    hear: "Anhören",
    slow: "Langsamer",
    mine: "Dich selbst hören",
    comparing: "Wird verglichen …",
    melody: "Melodie",
    rhythm: "Rhythmus",
    tutor: "Tutor",
    you: "Du",
    figure:
      "Die Tonhöhe des Tutors und deine, Wort für Wort, und darunter, wie lange jedes Wort dauert. Worauf es ankommt, steht unten in Worten.",
    pace: (syllables, pauses) =>
      `${decimal(syllables)} Silben pro Sekunde, ${pauses === 0 ? "keine Pause" : plural(pauses, { one: "# Pause", other: "# Pausen" })}`,
    close: "Sehr nah dran: gleiches Tempo, gleiche Melodie.",
    findings: {
      slower: (amount) => `Du bist langsamer: ${Math.round(100 * amount)} % vom Tempo des Tutors. Zieh die Wörter zusammen.`,
      faster: (amount) => `Du bist schneller: ${Math.round(100 * amount)} % vom Tempo des Tutors. Lass dir Zeit.`,
      flat: () => "Deine Stimme bleibt flach. Lass sie steigen und fallen wie die Linie des Tutors.",
      melody: () => "Deine Melodie geht einen anderen Weg. Achte darauf, wo die Stimme des Tutors steigt und wo sie fällt.",
      pause: (amount, word) => `Nach „${word}“ hast du ${decimal(amount)} s Pause gemacht.`,
      long_word: (amount, word) =>
        `„${word}“ war lang: ${decimal(amount)}-mal so lang, wie es sollte.`,
    },
  },
} satisfies typeof strings;
