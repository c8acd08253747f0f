import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  words: {
    title: (word) => `Le mot « ${word} »`,
    save: "Enregistrer ce mot",
    saved: "Enregistré. Tu le retrouveras à l’entraînement.",
    hint: "Flèches pour choisir un mot, Entrée pour l’ouvrir",
    meaning: "Sens",
    ownMeaning: "Écris ce qu’il veut dire",
    keep: "Garder",
    unknown: "Il n’est dans aucune liste. Demande, ou enregistre-le et écris ce qu’il veut dire pour toi.",
    noGuess: "Le modèle ne le connaît pas non plus. Enregistre-le, et écris ce qu’il veut dire pour toi.",
    ask: "Demander au modèle",
    asking: "Question posée…",
    opinion: "C’est une supposition du modèle de langue.",
    dictionary: "Tiré de FreeDict, le dictionnaire libre.",
    savedBefore: "Tu as déjà enregistré ce mot.",
    gender: { m: "masculin", f: "féminin" },
  },
  review: {
    title: "Comment tu t’entraînes",
    names: {
      session_minutes: "Minutes par séance",
      daily_limit: "Cartes par jour, au plus",
      new_per_day: "Dont nouvelles",
    },
    hint: "Ce que tu n’arrives pas à faire aujourd’hui attendra ; rien n’est perdu.",
  },
  deck: {
    title: "Tes mots : importer et exporter",
    label: "Ajouter une liste : un mot par ligne, ou mot, sens, phrase",
    placeholder: "la ventana, fenêtre\nllover",
    add: "Ajouter ces mots",
    file: "Depuis un fichier",
    done: (added, known) =>
      `${plural(added, { one: "# mot ajouté", other: "# mots ajoutés" })}${known === 0 ? "" : `, ${plural(known, { one: "# déjà présent", other: "# déjà présents" })}`}.`,
    refused: (row, reason) => `Ligne ${row} : ${reason}`,
    moreRefused: (count) => plural(count, { one: "et # autre", other: "et # autres" }),
    talk: "Parler avec ces mots",
    talkDue: "Parler avec les mots à réviser",
    talkText: "Une conversation qui te donne l’occasion de les employer, et qui te dit à la fin combien de fois tu l’as fait.",
    csv: "Cartes en CSV",
    anki: "Cartes pour Anki",
    ankiAudio: "Pour Anki, avec le son",
  },
  suggested: {
    title: "De nouveaux mots pour toi",
    text: "Le tuteur les a employés, et toi pas encore. Garde ceux que tu veux travailler.",
    guessed: "supposition du modèle",
    keep: "Garder",
    keepLabel: (word) => `Garder « ${word} »`,
    decline: "Non merci",
    declineLabel: (word) => `Non merci. Ne pas garder « ${word} »`,
  },
  leeches: {
    title: "Cartes en pause",
    text: "Tu as oublié ces cartes encore et encore. Une nouvelle phrase aide souvent ; reprends-les quand tu veux.",
    lapses: (count) => plural(count, { other: "oubliée # fois" }),
    back: "Reprendre",
    backLabel: (front) => `Reprendre « ${front} »`,
    remove: "Supprimer",
    removeLabel: (front) => `Supprimer « ${front} »`,
  },
  offline: {
    here: "Impossible de joindre le tuteur. Tu peux continuer : ce que tu fais est gardé sur cet appareil et envoyé plus tard.",
    waiting: (count) =>
      plural(count, { one: "# résultat est gardé et sera envoyé.", other: "# résultats sont gardés et seront envoyés." }),
  },
} satisfies typeof strings;
