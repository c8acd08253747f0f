import { decimal, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  pronunciation: {
    ask: "¿Cómo pronuncié esto?",
    checking: "Escuchando de nuevo…",
    clear: "Se entendieron todos los sonidos que se pueden valorar.",
    missed: (text: string, heard: string) => (heard ? `«${text}» sonó como «${heard}».` : `«${text}»:`),
    mine: "Escuchar la mía",
    model: "Escuchar la del tutor",
    slower: "Más despacio",
    pair: "Escuchar la diferencia",
  },
  shadow: {
    ask: "Repetirlo",
    title: "Dilo como el tutor",
    sentence: (at: number, of: number) => `Frase ${at} de ${of}`,
    before: "Frase anterior",
    after: "Frase siguiente",
    hear: "Escuchar",
    slow: "Más despacio",
    mine: "Escucharte",
    comparing: "Comparando…",
    melody: "Melodía",
    rhythm: "Ritmo",
    tutor: "Tutor",
    you: "Tú",
    figure: "El tono del tutor y el tuyo, palabra por palabra, y debajo cuánto dura cada palabra. Lo importante se dice con palabras más abajo.",
    pace: (syllables: number, pauses: number) =>
      `${decimal(syllables)} sílabas por segundo, ${pauses === 0 ? "sin pausas" : plural(pauses, { one: "# pausa", other: "# pausas" })}`,
    close: "Muy parecido: el mismo ritmo, la misma melodía.",
    findings: {
      slower: (amount: number) => `Vas más despacio: al ${Math.round(100 * amount)} % del ritmo del tutor. Enlaza las palabras.`,
      faster: (amount: number) => `Vas más rápido: al ${Math.round(100 * amount)} % del ritmo del tutor. Tómate tu tiempo.`,
      flat: () => "Tu voz se queda plana. Deja que suba y baje como la del tutor.",
      melody: () => "Tu melodía va por otro lado. Fíjate en dónde sube y dónde baja la voz del tutor.",
      pause: (amount: number, word: string) => `Hiciste una pausa de ${decimal(amount)} s después de «${word}».`,
      long_word: (amount: number, word: string) => `«${word}» se alargó: ${decimal(amount)} veces lo que le toca.`,
    },
  },
} satisfies typeof strings;
