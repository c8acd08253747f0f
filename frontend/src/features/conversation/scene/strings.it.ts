import { number, plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  choose: {
    reason: "Per",
    any: "Tutto",
    free: "Solo chiacchierare",
    fits: "il tuo livello",
    easier: "più facile",
    harder: "più difficile",
    group: (level, how) => `${level}, ${how}`,
    ofClass: "Dalle mie classi",
    nothing: "Per questo non ci sono ancora scene. La conversazione libera va bene per tutto.",
    toCard: "Il tuo ruolo",
    back: "Tutte le scene",
  },
  card: {
    label: (title) => `Il tuo ruolo: ${title}`,
    you: "Tu",
    goals: "Che cosa devi ottenere",
    phrases: "Frasi utili",
    phrasesHint: "Toccane una per ascoltarla.",
  },
  goals: {
    title: "I tuoi obiettivi",
    count: (reached, all) => `${number(reached)} di ${number(all)}`,
    reached: "raggiunto",
    open: "ancora da raggiungere",
    news: (goals) =>
      `${plural(goals.length, { one: "Obiettivo raggiunto:", other: "Obiettivi raggiunti:" })} ${goals.join(", ")}.`,
    scene: "Il tuo ruolo",
    finish: "Concludi",
    finishLabel: "Concludi questa conversazione e guarda com’è andata",
  },
  help: {
    ask: "Che cosa potrei dire?",
    key: "h",
    title: "Potresti dire",
    phrases: "Frasi che possono aiutare",
    hint: "Ascolta, leggi, poi dillo tu. Questo riquadro sparisce appena inizi.",
    hide: "Nascondi",
  },
  ending: {
    over: "La scena è finita.",
    closed: "Questa conversazione è conclusa.",
    reached: (reached, all) =>
      reached === all
        ? plural(all, { one: "Hai raggiunto il tuo obiettivo.", other: "Hai raggiunto tutti e # gli obiettivi." })
        : `Obiettivi raggiunti: ${number(reached)} su ${number(all)}.`,
    show: "Guarda com’è andata",
    goOn: "Continua a parlare",
  },
  debrief: {
    title: "Com’è andata",
    loading: "Riguardo quello che hai detto…",
    read: "Rileggi la conversazione",
    goals: "Obiettivi",
    well: "Detto bene",
    wellKinds: {
      mended: "Prima lo sbagliavi, ora l’hai detto giusto:",
      word: "Una parola salvata, usata:",
      long: "Un intervento lungo senza pause:",
    },
    practised: (title) => `Allenamento: ${title}`,
    used: (count) =>
      count === 0 ? "Questa volta mai usato." : `Usato ${plural(count, { one: "# volta", other: "# volte" })}`,
    usedRight: (right, used) => {
      if (right === used) return "sempre giusto";
      return right === 0 ? "mai giusto" : plural(right, { one: "# volta giusto", other: "# volte giusto" });
    },
    wordUsed: (count) => (count === 0 ? "non ancora" : `${number(count)} ×`),
    mistakes: "Da rivedere",
    mistakesText: "Le cose più importanti, con le tue parole.",
    point: (title) => `Scopri di più: ${title}`,
    words: "Parole che hai incontrato",
    keep: (word) => `Tieni “${word}” come scheda`,
    kept: (word) => `“${word}” è tra le tue schede`,
    speaking: "Come hai parlato",
    wordsSaid: (count) => plural(count, { one: "# parola", many: "# di parole", other: "# parole" }),
    wordsSaidText: "dette da te",
    minutes: (minutes) => (minutes < 1 ? `${number(Math.round(minutes * 60))} s` : `${number(minutes)} min`),
    minutesText: "di parlato, circa",
    pace: (words) => plural(words, { one: "# parola", other: "# parole" }),
    paceText: "al minuto",
    pauses: (count) => plural(count, { one: "# pausa", other: "# pause" }),
    pausesText: (hesitations) => (hesitations === 0 ? "mentre parlavi" : `e ${number(hesitations)} × “eh”`),
    next: "E adesso",
    practise: (title) => `Allenati su: ${title}`,
    play: (title) => `Fai la scena: ${title}`,
    why: {
      goal: "È adatta al motivo per cui impari.",
      new: "Non l’hai ancora fatta.",
      again: "È da un po’ che non la fai.",
    },
  },
} satisfies typeof strings;
