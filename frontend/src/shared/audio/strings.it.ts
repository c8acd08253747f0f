import type { strings } from "./strings";

export default {
  record: {
    call: "Mani libere",
    startLabel: "Registra: tieni premuto per parlare, o tocca per iniziare e per finire",
    stopLabel: "Ferma e invia la registrazione",
    cancel: "Scarta la registrazione",
    hint: "Tieni premuto per parlare, o tocca",
    hintKeyboard: "Tieni premuto per parlare, o tocca · va bene anche la barra spaziatrice",
    opening: "Apro il microfono…",
    holding: "Rilascia per inviare",
    tapped: "Tocca per inviare",
    escape: "Esc scarta",
    discarded: "La registrazione è stata scartata.",
    tooShort: "Troppo breve per sentirlo. Tieni premuto mentre parli, oppure tocca una volta, parla e tocca di nuovo.",
    nearLimit: (limit) => `Si sta facendo lungo: il tutor ascolta al massimo ${limit}.`,
    endings: {
      lost: "Il microfono si è fermato da solo. Quello che hai detto finora è al sicuro.",
      left: "Hai lasciato la pagina durante la registrazione. Quello che hai detto è al sicuro.",
      limit: "Un messaggio non può essere più lungo di così. Quello che hai detto finora è al sicuro.",
    },
  },
  microphone: {
    insecure: {
      message: "Il browser non consente di usare il microfono a questo indirizzo.",
      action:
        "Apri Tutor come http://localhost (o 127.0.0.1) sullo stesso computer, oppure via https. Puoi comunque scrivere.",
    },
    refused: {
      message: "Il microfono è bloccato per questa pagina.",
      action: "Consentilo dall’icona accanto all’indirizzo, poi riprova. Puoi comunque scrivere.",
    },
    none: {
      message: "Nessun microfono trovato.",
      action: "Collegane uno e riprova. Puoi comunque scrivere.",
    },
    busy: {
      message: "Non è stato possibile aprire il microfono.",
      action: "Forse lo sta usando un altro programma: chiudilo e riprova.",
    },
    unsupported: {
      message: "Questo browser non può registrare l’audio.",
      action: "Usa un browser recente, oppure scrivi.",
    },
  },
  playback: {
    listen: "Ascolta",
    slower: "Più lentamente",
    speed: "Velocità",
    failed: "La voce non ha funzionato.",
    stop: "Ferma",
    skip: "Salta questa",
    simplerVoice: "Una voce più semplice, finché in tanti parlano con il tutor.",
  },
} satisfies typeof strings;
