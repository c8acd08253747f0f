import type { common } from "./common";
import { plural } from "./plural";

export default {
  app: "Tutor",
  errors: {
    network: {
      message: "Il tutor non è raggiungibile.",
      action: "Controlla che il computer del tutor sia acceso e che il tutor sia in funzione, poi riprova.",
    },
    tooMany: { message: "Troppe cose in una volta per il tutor.", action: "Aspetta un momento; quello che hai detto è al sicuro." },
    server: { message: "Qui il tutor è inciampato.", action: "Riprova." },
    unknown: { message: "Qualcosa è andato storto in questa pagina.", action: "Riprova o ricarica la pagina." },
    interrupted: { message: "Questo non è stato inviato.", action: "Invialo di nuovo quando vuoi." },
  },
  notLoaded: {
    message: "Non è stato possibile caricare questa pagina.",
    action: "Tutto quello che hai scritto è al sicuro. Si riprova appena il tutor risponde.",
  },
  retry: "Riprova",
  retryIn: (seconds) => `Riprova tra ${seconds} s`,
  cancel: "Annulla",
  close: "Chiudi",
  loading: "Caricamento…",
  rename: { open: "Rinomina", save: "Salva" },
  copy: "Copia",
  copied: "Copiato",
  remove: "Elimina",
  saved: "Salvato",
  thinking: "Il tutor sta pensando",
  queue: (ahead, seconds) =>
    plural(ahead, {
      one: "# persona prima di te",
      many: "# di persone prima di te",
      other: "# persone prima di te",
    }) + (seconds === null ? "" : `, circa ${Math.max(1, Math.round(seconds))} s`),
  mistakes: {
    agreement: "concordanza",
    article: "articoli",
    capitals: "maiuscole",
    diacritic: "accenti",
    "extra word": "parole di troppo",
    "missing word": "parole mancanti",
    mood: "modo",
    preposition: "preposizioni",
    pronoun: "pronomi",
    punctuation: "punteggiatura",
    "ser/estar": "ser ed estar",
    spelling: "ortografia",
    "verb form": "forme verbali",
    "word choice": "scelta delle parole",
    "word order": "ordine delle parole",
  },
} satisfies typeof common;
