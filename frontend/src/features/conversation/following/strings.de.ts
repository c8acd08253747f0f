import { plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  hint: {
    from: (teacher) => `Hinweis von ${teacher}:`,
    label: "Einen Hinweis zuflüstern, den nur die andere Person sieht",
    send: "Zuflüstern",
    sent: "Die andere Person sieht ihn jetzt.",
    nobody: "Die andere Person hat die Seite gerade nicht offen.",
  },
  share: {
    title: "Jemanden mitlesen lassen",
    text: "Wer den Link hat und sich hier anmelden kann, sieht dieses Gespräch live: was du sagst und schreibst, die Korrekturen dazu und die Antworten. Niemand kann dich dabei hören, etwas schreiben oder deine anderen Gespräche sehen.",
    alone: "Du kannst es jederzeit beenden.",
    hours: "Wie lange",
    choices: { 1: "Eine Stunde", 2: "Zwei Stunden", 24: "Einen Tag", 168: "Eine Woche" },
    make: "Link erstellen",
    link: (until) => `Gib diesen Link denen, die bis ${until} mitlesen dürfen. Er wird nur dieses eine Mal gezeigt.`,
    again: "Ein neuer Link beendet den vorigen.",
    shared: (until) => `Bis ${until} kann mitlesen, wer deinen Link hat.`,
    now: (followers) =>
      followers === 0
        ? "Gerade ist niemand da."
        : plural(followers, { one: "Gerade liest # Person mit.", other: "Gerade lesen # Personen mit." }),
    stop: "Beenden",
  },
  follow: {
    title: (learner) => (learner ? `Du liest bei ${learner} mit` : "Du liest bei einem Gespräch mit"),
    untitled: "Mitlesen",
    text: (until) => `Du kannst bis ${until} mitlesen, sofern es nicht vorher beendet wird.`,
    ended: "Das Mitlesen wurde beendet, oder die Zeit ist um.",
    lost: "Verbindung verloren. Neuer Versuch …",
    learner: "Lernende/r",
  },
} satisfies typeof strings;
