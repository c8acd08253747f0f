import { decimal, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  pronunciation: {
    ask: "Como foi minha pronúncia?",
    checking: "Ouvindo de novo…",
    clear: "Todos os sons que dá para avaliar saíram bem.",
    missed: (text, heard) => (heard ? `“${text}” soou como “${heard}”.` : `“${text}”:`),
    mine: "Ouvir a minha",
    model: "Ouvir a do tutor",
    slower: "Mais devagar",
    pair: "Ouvir a diferença",
  },
  shadow: {
    ask: "Repetir",
    title: "Diga como o tutor",
    sentence: (at, of) => `Frase ${at} de ${of}`,
    before: "Frase anterior",
    after: "Próxima frase",
    hear: "Ouvir",
    slow: "Mais devagar",
    mine: "Ouvir sua voz",
    comparing: "Comparando…",
    melody: "Melodia",
    rhythm: "Ritmo",
    tutor: "Tutor",
    you: "Você",
    figure:
      "O tom da voz do tutor e o da sua, palavra por palavra, e embaixo quanto dura cada palavra. O que importa está dito em palavras logo abaixo.",
    pace: (syllables, pauses) =>
      `${decimal(syllables)} sílabas por segundo, ${pauses === 0 ? "nenhuma pausa" : plural(pauses, { one: "# pausa", other: "# pausas" })}`,
    close: "Muito parecido: o mesmo ritmo, a mesma melodia.",
    findings: {
      slower: (amount) => `Você fala mais devagar: ${Math.round(100 * amount)}% do ritmo do tutor. Ligue as palavras.`,
      faster: (amount) => `Você fala mais rápido: ${Math.round(100 * amount)}% do ritmo do tutor. Vá com calma.`,
      flat: () => "Sua voz quase não muda de tom. Deixe que ela suba e desça como a linha do tutor.",
      melody: () => "Sua melodia vai por outro caminho. Ouça onde a voz do tutor sobe e onde desce.",
      pause: (amount, word) => `Você fez uma pausa de ${decimal(amount)} s depois de “${word}”.`,
      long_word: (amount, word) => `“${word}” ficou longa: ${decimal(amount)} vezes o tempo esperado.`,
    },
  },
} satisfies typeof strings;
