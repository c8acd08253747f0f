import { plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  hint: {
    from: (teacher) => `Suggerimento di ${teacher}:`,
    label: "Sussurra un suggerimento che vede solo chi impara",
    send: "Sussurra",
    sent: "Chi impara lo vede.",
    nobody: "La pagina di chi impara ora non è aperta.",
  },
  share: {
    title: "Fatti seguire da qualcuno",
    text: "Chi ha il link e può accedere qui vede questa conversazione dal vivo: quello che dici e scrivi, le correzioni e le risposte. Non può sentirti, scrivere niente né vedere le tue altre conversazioni.",
    alone: "Puoi smettere quando vuoi.",
    hours: "Per quanto tempo",
    choices: { 1: "Un’ora", 2: "Due ore", 24: "Un giorno", 168: "Una settimana" },
    make: "Crea un link",
    link: (until) => `Dai questo link a chi può seguirti (scadenza: ${until}). Viene mostrato solo questa volta.`,
    again: "Un nuovo link annulla il precedente.",
    shared: (until) => `Chi ha il tuo link può seguire questa conversazione (scadenza: ${until}).`,
    now: (followers) =>
      followers === 0
        ? "Ora non c’è nessuno."
        : plural(followers, { one: "Ora ti segue # persona.", other: "Ora ti seguono # persone." }),
    stop: "Smetti",
  },
  follow: {
    title: (learner) => (learner ? `Stai seguendo ${learner}` : "Stai seguendo una conversazione"),
    untitled: "Stai seguendo",
    text: (until) => `Puoi leggere in diretta finché chi impara non chiude (scadenza: ${until}).`,
    ended: "Chi impara ha chiuso, oppure il tempo è finito.",
    lost: "Connessione persa. Riprovo…",
    learner: "Chi impara",
  },
} satisfies typeof strings;
