import { catalogue } from "../../shared/i18n/catalogue";
import { decimal, plural } from "../../shared/i18n/plural";

export const strings = catalogue("features/speech", {
  pronunciation: {
    ask: "How did I pronounce this?",
    checking: "Listening again…",
    clear: "Every sound that can be judged came across.",
    missed: (text: string, heard: string) => (heard ? `“${text}” sounded like “${heard}”.` : `“${text}”:`),
    mine: "Play mine",
    model: "Play the tutor’s",
    slower: "Slower",
    pair: "Hear the difference",
  },
  shadow: {
    ask: "Repeat it",
    title: "Say it like the tutor",
    sentence: (at: number, of: number) => `Sentence ${at} of ${of}`,
    before: "Sentence before",
    after: "Next sentence",
    hear: "Hear it",
    slow: "Slower",
    mine: "Hear yourself",
    comparing: "Comparing…",
    melody: "Melody",
    rhythm: "Rhythm",
    tutor: "Tutor",
    you: "You",
    figure: "The tutor’s pitch and yours, word by word, and below it how long each word takes. What matters is said in words below.",
    pace: (syllables: number, pauses: number) =>
      `${decimal(syllables)} syllables a second, ${pauses === 0 ? "no pause" : plural(pauses, { one: "# pause", other: "# pauses" })}`,
    close: "Very close: the same pace, the same melody.",
    findings: {
      slower: (amount: number) => `You are slower: ${Math.round(100 * amount)}% of the tutor’s pace. Link the words.`,
      faster: (amount: number) => `You are faster: ${Math.round(100 * amount)}% of the tutor’s pace. Take your time.`,
      flat: (): string => "Your voice stays flat. Let it rise and fall like the tutor’s line.",
      melody: (): string => "Your melody goes another way. Listen to where the tutor’s voice rises and where it falls.",
      pause: (amount: number, word: string) => `You paused for ${decimal(amount)} s after “${word}”.`,
      long_word: (amount: number, word: string) => `“${word}” took long: ${decimal(amount)} times as long as it should.`,
    },
  },
});
