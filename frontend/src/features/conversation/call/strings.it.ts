import type { strings } from "./strings";

export default {
  label: "Chiamata",
  phases: {
    trouble: "La chiamata si è interrotta",
    connecting: "Connessione…",
    reconnecting: "Connessione persa. Quello che dici resta al sicuro finché non torna…",
    muted: "Microfono spento: il tutor non sente niente",
    checking: "Controlla che cosa ha sentito il tutor, poi invia",
    holding: "Fai con calma: il tutor aspetta",
    hearing: "Il tutor ti sente",
    unclear: "Non ho capito nessuna parola. Dillo di nuovo",
    listening: "Ti ascolto. Parla pure",
    thinking: "Il tutor sta pensando",
    speaking: "Il tutor sta parlando. Parla per interromperlo",
  },
  offline: "Sei offline. Quello che dici resta al sicuro…",
  hint: "Tieni premuto “Aspetta” mentre cerchi le parole",
  hintKeyboard: "Tieni premuto “Aspetta”, o la barra spaziatrice, mentre cerchi le parole",
  others: "Altre persone stanno parlando. Il tutor aspetta te",
  mine: "Ero io",
  mute: "Spegni il microfono",
  unmute: "Accendi il microfono",
  hold: "Aspetta",
  done: "Fatto",
  hangUp: "Chiudi",
  check: "Ecco che cosa ha sentito il tutor. Correggi, se vuoi, e invia.",
  forget: "Lascia perdere",
  refusals: {
    signIn: { message: "Il tuo accesso è scaduto.", action: "Accedi e riprova." },
    foreign: {
      message: "Il tutor non accetta chiamate da questo indirizzo.",
      action: "Apri la pagina del tutor stesso.",
    },
    gone: { message: "Questa conversazione non c’è più.", action: "Iniziane un’altra." },
    silent: { message: "Nessuno parla da mezz’ora.", action: "Riprova per continuare." },
    busy: {
      message: "Ci sono troppe chiamate aperte insieme.",
      action: "Chiudine una in un’altra finestra, poi riprova.",
    },
  },
} satisfies typeof strings;
