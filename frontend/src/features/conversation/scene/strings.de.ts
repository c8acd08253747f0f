import { number, plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  choose: {
    reason: "Wofür",
    any: "Alles",
    free: "Einfach reden",
    fits: "dein Niveau",
    easier: "leichter",
    harder: "schwerer",
    group: (level, how) => `${level}, ${how}`,
    ofClass: "Aus meinen Klassen",
    nothing: "Dafür gibt es keine Szene. Frei reden geht immer.",
    toCard: "Deine Rollenkarte",
    back: "Alle Szenen",
  },
  card: {
    label: (title) => `Deine Rollenkarte: ${title}`,
    you: "Du",
    goals: "Was du erreichen willst",
    phrases: "Nützliche Sätze",
    phrasesHint: "Tippe auf einen, um ihn zu hören.",
  },
  goals: {
    title: "Deine Ziele",
    count: (reached, all) => `${number(reached)} von ${number(all)}`,
    reached: "erreicht",
    open: "noch offen",
    news: (goals) => `${plural(goals.length, { one: "Ziel erreicht:", other: "Ziele erreicht:" })} ${goals.join(", ")}.`,
    scene: "Deine Rollenkarte",
    finish: "Beenden",
    finishLabel: "Dieses Gespräch beenden und sehen, wie es lief",
  },
  help: {
    ask: "Was könnte ich sagen?",
    key: "h",
    title: "Du könntest sagen",
    phrases: "Sätze, die helfen können",
    hint: "Hör zu, lies mit, dann sag es selbst. Sobald du anfängst, verschwindet das hier.",
    hide: "Ausblenden",
  },
  ending: {
    over: "Die Szene ist zu Ende.",
    closed: "Dieses Gespräch ist beendet.",
    reached: (reached, all) =>
      reached === all
        ? plural(all, { one: "Du hast dein Ziel erreicht.", other: "Du hast alle # Ziele erreicht." })
        : `Du hast ${number(reached)} von ${plural(all, { one: "# Ziel", other: "# Zielen" })} erreicht.`,
    show: "Sehen, wie es lief",
    goOn: "Weiterreden",
  },
  debrief: {
    title: "Wie es lief",
    loading: "Ein Blick zurück auf das, was du gesagt hast …",
    read: "Noch einmal lesen",
    goals: "Ziele",
    well: "Gut gesagt",
    wellKinds: {
      mended: "Das war bei dir früher ein Fehler, und jetzt hast du es richtig gesagt:",
      word: "Ein gespeichertes Wort, verwendet:",
      long: "Am Stück gesprochen, ohne Pause:",
    },
    practised: (title) => `Geübt: ${title}`,
    used: (count) =>
      count === 0 ? "Diesmal nicht verwendet." : plural(count, { one: "Einmal verwendet", other: "#-mal verwendet" }),
    usedRight: (right, used) =>
      right === used ? plural(used, { one: "richtig", other: "jedes Mal richtig" }) : `davon ${number(right)}-mal richtig`,
    wordUsed: (count) => (count === 0 ? "noch nicht" : `${number(count)} ×`),
    mistakes: "Zum Anschauen",
    mistakesText: "Das Wichtigste, in deinen eigenen Worten.",
    point: (title) => `Mehr dazu: ${title}`,
    words: "Wörter, denen du begegnet bist",
    keep: (word) => `„${word}“ als Karte behalten`,
    kept: (word) => `„${word}“ ist jetzt eine Karte`,
    speaking: "Wie du gesprochen hast",
    wordsSaid: (count) => plural(count, { one: "# Wort", other: "# Wörter" }),
    wordsSaidText: "von dir gesagt",
    minutes: (minutes) => (minutes < 1 ? `${number(Math.round(minutes * 60))} s` : `${number(minutes)} min`),
    minutesText: "ungefähr gesprochen",
    pace: (words) => plural(words, { one: "# Wort", other: "# Wörter" }),
    paceText: "pro Minute",
    pauses: (count) => plural(count, { one: "# Pause", other: "# Pausen" }),
    pausesText: (hesitations) => (hesitations === 0 ? "beim Sprechen" : `und ${number(hesitations)} × „eh“`),
    next: "Wie es weitergeht",
    practise: (title) => `Üben: ${title}`,
    play: (title) => `Spielen: ${title}`,
    why: {
      goal: "Sie passt dazu, warum du lernst.",
      new: "Du hast sie noch nicht gespielt.",
      again: "Es ist eine Weile her, dass du sie gespielt hast.",
    },
  },
} satisfies typeof strings;
