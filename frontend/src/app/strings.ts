import { catalogue } from "../shared/i18n/catalogue";
import { plural } from "../shared/i18n/plural";

export const strings = catalogue("app", {
  skip: "Skip to the page",
  crash: {
    message: "This page has broken down.",
    action: "Your conversations are safe with the tutor. Reload the page to go on.",
    reload: "Reload",
    part: "Something on this page has broken down.",
    partAction: "What you wrote is kept. Try again, or open another page.",
  },
  levelOf: "Level of this conversation",
  sidebar: {
    label: "Conversations",
    open: "Show conversations",
    new: "New conversation",
    empty: "Your conversations will be kept here.",
    more: "Show older",
    renameLabel: "Conversation title",
    remove: "Delete",
    removeTitle: "Delete this conversation?",
    removeText: (title: string) => `“${title}”, its recordings and its corrections will be gone for good.`,
    settings: "Settings",
    progress: "Progress",
    documents: "Reading",
    learn: "Learn",
    practice: "Practice",
    map: "Map",
    actions: (title: string) => `Actions for ${title}`,
  },
  bar: { label: "Pages", today: "Today", talk: "Talk", practise: "Practise", read: "Read", more: "More" },
  shortcuts: {
    title: "Keyboard shortcuts",
    groups: {
      everywhere: {
        title: "Everywhere",
        keys: { "?": "This list", "/": "Search", n: "New conversation", Esc: "Close what is open" },
      },
      talking: {
        title: "In a conversation",
        keys: {
          Space: "Talk: hold, or press once to begin and once to send",
          Esc: "Discard the recording",
          h: "What could I say?",
          Enter: "Send what is written",
          "Alt + Enter": "Take the first suggestion",
          "← + →": "From word to word of a reply; Enter opens one",
        },
      },
      practising: {
        title: "In practice",
        keys: {
          "1 + 2 + 3 + 4": "Choose an answer, or say how well you knew it",
          Enter: "Show, check, go on",
          u: "Take back the latest rating",
        },
      },
      reading: {
        title: "While a text is read aloud",
        keys: { Space: "Stop and go on", "j + k": "Next sentence, the one before", r: "The sentence once more" },
      },
    },
    single: "Single letters are shortcuts",
    singleHint: "Switch this off if you speak to your computer, or hit keys by accident.",
  },
  theme: { toLight: "Use light appearance", toDark: "Use dark appearance" },
  status: {
    waking: (names: string) => `Waking up: ${names}…`,
    gone: "The tutor is not answering. Trying again on its own…",
    retryNow: "Try now",
    engines: { llm: "language model", stt: "listening", tts: "voice", corrections: "corrections" },
    failed: (name: string) => `Not available: ${name}.`,
    without: {
      llm: "The tutor cannot reply for now. Exercises, your map and your texts still work.",
      stt: "You can write instead of talking.",
      tts: "You can read the replies.",
      corrections: "You get replies, without corrections.",
    },
    mend: "What helps",
  },
  offline: {
    title: "The tutor cannot be reached",
    text: "It is asked again every few seconds. The page goes on by itself when it answers.",
    works: "What works meanwhile",
    cards: (count: number) => plural(count, { one: "# card that is due", other: "# cards that are due" }),
    drills: (count: number) => plural(count, { one: "# exercise", other: "# exercises" }),
    kept: "What you do is kept on this device and sent later. Nothing is lost or counted twice.",
    nothing: "Nothing yet: cards are taken along when the page is open for a moment while the tutor is there.",
    waits: "What has to wait",
    needs: "Talking, your conversations, texts and progress: they live with the tutor, on your own computer.",
    practise: "Practise",
  },
});
