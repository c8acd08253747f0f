import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  create: {
    title: "Nuova conversazione",
    level: "Il tuo livello",
    scenario: "Di che cosa?",
    template: "Le istruzioni per il tutor",
    start: "Inizia",
    starting: "Un attimo…",
    above: (level) => `da ${level}`,
  },
  composer: {
    label: "Scrivi in spagnolo",
    placeholder: "O escribe aquí…",
    placeholderReply: "Escribe en español…",
    send: "Invia",
    stop: "Ferma",
    editing: "Modifica in corso. L’invio sostituisce questo messaggio e tutto ciò che segue.",
    tooLong: (over) => plural(over, { one: "# carattere di troppo", other: "# caratteri di troppo" }),
    suggestions: "Suggerimenti",
    more: (count) => (count === 1 ? "un altro" : `altri ${count}`),
    accept: (from, to) => `Sostituisci “${from}” con “${to}”`,
    removeWord: (from) => `Togli “${from}”`,
    dismiss: (from) => `Ignora il suggerimento per “${from}”`,
    acceptKey: "Alt + Invio accetta il primo",
  },
  thread: {
    label: "Conversazione",
    you: "Tu",
    tutor: "Tutor",
    replying: "Il tutor sta rispondendo.",
    replied: "Il tutor dice:",
    corrected: (count) =>
      plural(count, { one: "# correzione nella tua frase:", other: "# correzioni nella tua frase:" }),
    listening: "Ascolto la tua registrazione…",
    hearing: "Sta dicendo qualcosa…",
    notHeard: "(non si è sentito niente)",
    stopped: "Interrotta qui.",
    failed: "Questa risposta si è interrotta.",
    notSent: "Non inviato.",
    discard: "Scarta",
    listenStates: {
      idle: "Ascolta",
      loading: "Ferma",
      playing: "Pausa",
      paused: "Continua",
      ended: "Ascolta",
      blocked: "Tocca per ascoltare",
      error: "Ascolta",
    },
    translate: "Traduci",
    hideTranslation: "Nascondi la traduzione",
    translating: "Traduco…",
    regenerate: "Un’altra risposta",
    edit: "Modifica",
    ownRecording: "Riascoltati",
    checking: "Controllo la tua frase…",
    noMistakes: "Nessun errore trovato",
    correctionsHint: (sure, asked) =>
      [
        sure > 0 && plural(sure, { one: "# correzione", other: "# correzioni" }),
        asked > 0 && plural(asked, { one: "# domanda", other: "# domande" }),
      ]
        .filter(Boolean)
        .join(", "),
    latest: "Vai al più recente",
    notFound: "Questa conversazione non c’è più.",
    toHome: "Torna all’inizio",
    reconnecting: "Connessione persa. Riprendo la risposta…",
  },
} satisfies typeof strings;
