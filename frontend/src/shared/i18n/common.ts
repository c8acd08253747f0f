import { catalogue } from "./catalogue";
import { plural } from "./plural";

/** What more than one part of the page says. */
export const common = catalogue("shared/i18n", {
  app: "Tutor",
  errors: {
    network: {
      message: "The tutor could not be reached.",
      action: "See whether the tutor’s computer is on and the tutor is running there, then try again.",
    },
    tooMany: { message: "That was too much at once for the tutor.", action: "Wait a moment; what you said is kept." },
    server: { message: "The tutor stumbled over that.", action: "Try again." },
    unknown: { message: "Something went wrong on this page.", action: "Try again, or reload the page." },
    interrupted: { message: "This was not sent.", action: "Send it again when you are ready." },
  },
  notLoaded: {
    message: "This page could not be loaded.",
    action: "Everything you wrote is kept. It is tried again when the tutor answers.",
  },
  retry: "Try again",
  retryIn: (seconds: number) => `Try again in ${seconds} s`,
  cancel: "Cancel",
  close: "Close",
  loading: "Loading…",
  rename: { open: "Rename", save: "Save" },
  copy: "Copy",
  copied: "Copied",
  remove: "Delete",
  saved: "Saved",
  thinking: "The tutor is thinking",
  queue: (ahead: number, seconds: number | null) =>
    plural(ahead, { one: "# person is ahead of you", other: "# people are ahead of you" }) +
    (seconds === null ? "" : `, about ${Math.max(1, Math.round(seconds))} s`),
  mistakes: {
    agreement: "agreement",
    article: "article",
    capitals: "capitals",
    diacritic: "accents",
    "extra word": "extra words",
    "missing word": "missing words",
    mood: "mood",
    preposition: "preposition",
    pronoun: "pronoun",
    punctuation: "punctuation",
    "ser/estar": "ser/estar",
    spelling: "spelling",
    "verb form": "verb form",
    "word choice": "word choice",
    "word order": "word order",
  } as Record<string, string>,
});
