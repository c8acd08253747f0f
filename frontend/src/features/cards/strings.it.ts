import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  words: {
    title: (word) => `La parola “${word}”`,
    save: "Salva questa parola",
    saved: "Salvata. La ritroverai quando ti allenerai.",
    hint: "Le frecce scelgono una parola, Invio la apre",
    meaning: "Significato",
    ownMeaning: "Scrivi che cosa significa",
    keep: "Tieni",
    unknown: "Non è in nessuna delle liste. Chiedi, oppure salvala e scrivi che cosa significa per te.",
    noGuess: "Non la conosce nemmeno il modello. Salvala e scrivi che cosa significa per te.",
    ask: "Chiedi al modello",
    asking: "Chiedo…",
    opinion: "È un’ipotesi del modello linguistico.",
    dictionary: "Da FreeDict, il dizionario libero.",
    savedBefore: "Hai già salvato questa parola.",
    gender: { m: "maschile", f: "femminile" },
  },
  review: {
    title: "Come ti alleni",
    names: {
      session_minutes: "Minuti per sessione",
      daily_limit: "Massimo di schede al giorno",
      new_per_day: "Di cui nuove",
    },
    hint: "Quello che oggi non riesci a fare aspetta; non si perde niente.",
  },
  deck: {
    title: "Le tue parole: importa ed esporta",
    label: "Aggiungi una lista: una parola per riga, oppure parola, significato, frase",
    placeholder: "la ventana, finestra\nllover",
    add: "Aggiungi queste parole",
    file: "Da un file",
    done: (added, known) =>
      `${plural(added, { one: "# parola aggiunta", many: "# di parole aggiunte", other: "# parole aggiunte" })}${known === 0 ? "" : `, ${known} già presenti`}.`,
    refused: (row, reason) => `Riga ${row}: ${reason}`,
    moreRefused: (count) => `e altre ${count}`,
    talk: "Conversa con queste parole",
    talkDue: "Conversa con le parole da ripassare",
    talkText: "Una conversazione che ti dà occasioni per usarle e alla fine ti dice quante volte l’hai fatto.",
    csv: "Schede in CSV",
    anki: "Schede per Anki",
    ankiAudio: "Per Anki, con l’audio",
  },
  suggested: {
    title: "Parole nuove per te",
    text: "Il tutor le ha usate e tu non ancora. Tieni quelle che vuoi imparare.",
    guessed: "ipotesi del modello",
    keep: "Tieni",
    keepLabel: (word) => `Tieni “${word}”`,
    decline: "No, grazie",
    declineLabel: (word) => `No, grazie. Non tenere “${word}”`,
  },
  leeches: {
    title: "Schede in pausa",
    text: "Queste ti sono sfuggite più volte. Spesso aiuta una frase nuova; riprendile quando vuoi.",
    lapses: (count) => plural(count, { one: "dimenticata # volta", other: "dimenticata # volte" }),
    back: "Riprendi",
    backLabel: (front) => `Riprendi “${front}”`,
    remove: "Elimina",
    removeLabel: (front) => `Elimina “${front}”`,
  },
  offline: {
    here: "Il tutor non è raggiungibile. Puoi continuare: quello che fai resta su questo dispositivo e viene inviato più tardi.",
    waiting: (count) =>
      plural(count, {
        one: "# risultato conservato, da inviare più tardi.",
        other: "# risultati conservati, da inviare più tardi.",
      }),
  },
} satisfies typeof strings;
