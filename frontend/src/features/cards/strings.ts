import { catalogue } from "../../shared/i18n/catalogue";
import { plural } from "../../shared/i18n/plural";

export const strings = catalogue("features/cards", {
  words: {
    title: (word: string) => `The word “${word}”`,
    save: "Save this word",
    saved: "Saved. It will come up when you practise.",
    hint: "Arrow keys choose a word, Enter opens it",
    meaning: "Meaning",
    ownMeaning: "Write what it means",
    keep: "Keep",
    unknown: "It is in none of the lists. Ask, or save it and write what it means to you.",
    noGuess: "The model does not know it either. Save it, and write what it means to you.",
    ask: "Ask the model",
    asking: "Asking…",
    opinion: "This is the language model’s guess.",
    dictionary: "From FreeDict, the free dictionary.",
    savedBefore: "You have saved this word.",
    gender: { m: "masculine", f: "feminine" },
  },
  review: {
    title: "How you practise",
    names: {
      session_minutes: "Minutes of a session",
      daily_limit: "Cards a day at most",
      new_per_day: "New ones among them",
    },
    hint: "What you do not manage today waits; nothing is lost.",
  },
  deck: {
    title: "Your words, in and out",
    label: "Add a list: one word a line, or word, meaning, sentence",
    placeholder: "la ventana, window\nllover",
    add: "Add these words",
    file: "From a file",
    done: (added: number, known: number) =>
      `${plural(added, { one: "# word", other: "# words" })} added${known === 0 ? "" : `, ${known} there already`}.`,
    refused: (row: number, reason: string) => `Line ${row}: ${reason}`,
    moreRefused: (count: number) => `and ${count} more`,
    talk: "Talk with these words",
    talkDue: "Talk with the words that are due",
    talkText: "A conversation that gives you chances to use them, and says at the end how often you did.",
    csv: "Cards as CSV",
    anki: "Cards for Anki",
    ankiAudio: "For Anki, with sound",
  },
  suggested: {
    title: "New words for you",
    text: "The tutor has used these and you have not yet. Keep those you want to practise.",
    guessed: "the model’s guess",
    keep: "Keep",
    keepLabel: (word: string) => `Keep “${word}”`,
    decline: "No, thanks",
    declineLabel: (word: string) => `No, thanks. Do not keep “${word}”`,
  },
  leeches: {
    title: "Paused cards",
    text: "These were forgotten again and again. A new sentence often helps; bring them back when you like.",
    lapses: (count: number) => `forgotten ${count} times`,
    back: "Bring back",
    backLabel: (front: string) => `Bring back “${front}”`,
    remove: "Delete",
    removeLabel: (front: string) => `Delete “${front}”`,
  },
  offline: {
    here: "The tutor cannot be reached. You can go on: what you do is kept on this device and sent later.",
    waiting: (count: number) =>
      plural(count, { one: "# result is kept and will be sent.", other: "# results are kept and will be sent." }),
  },
});
