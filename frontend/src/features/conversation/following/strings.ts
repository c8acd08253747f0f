import { catalogue } from "../../../shared/i18n/catalogue";
import { plural } from "../../../shared/i18n/plural";

export const strings = catalogue("features/conversation/following", {
  hint: {
    from: (teacher: string) => `Hint from ${teacher}:`,
    label: "Whisper a hint that only the learner sees",
    send: "Whisper",
    sent: "The learner sees it.",
    nobody: "The learner’s page is not open just now.",
  },
  share: {
    title: "Let someone follow",
    text: "Whoever has the link and can sign in here sees this conversation live: what you say and write, its corrections, and the replies. They can’t hear you, write anything, or see your other conversations.",
    alone: "You can end it at any time.",
    hours: "For how long",
    choices: { 1: "An hour", 2: "Two hours", 24: "A day", 168: "A week" },
    make: "Make a link",
    link: (until: string) => `Give this link to who may follow, until ${until}. It is shown only this once.`,
    again: "A new link ends the one before.",
    shared: (until: string) => `Whoever has your link can follow this conversation until ${until}.`,
    now: (followers: number) =>
      followers === 0 ? "Nobody is here now." : plural(followers, { one: "# is following now.", other: "# are following now." }),
    stop: "Stop",
  },
  follow: {
    title: (learner: string) => (learner ? `You follow ${learner}` : "You follow a conversation"),
    untitled: "Following",
    text: (until: string) => `You can read along until ${until}, or until the learner ends it.`,
    ended: "The learner has ended this, or its time is over.",
    lost: "Connection lost. Trying again…",
    learner: "The learner",
  },
});
