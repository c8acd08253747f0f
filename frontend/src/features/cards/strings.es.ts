import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  words: {
    title: (word: string) => `La palabra «${word}»`,
    save: "Guardar esta palabra",
    saved: "Guardada. Aparecerá cuando practiques.",
    hint: "Las flechas eligen una palabra, Intro la abre",
    meaning: "Significado",
    ownMeaning: "Escribe qué significa",
    keep: "Guardar",
    unknown: "No está en ninguna lista. Pregunta, o guárdala y escribe qué significa para ti.",
    noGuess: "El modelo tampoco la conoce. Guárdala y escribe qué significa para ti.",
    ask: "Preguntar al modelo",
    asking: "Preguntando…",
    opinion: "Es una suposición del modelo de lenguaje.",
    dictionary: "De FreeDict, el diccionario libre.",
    savedBefore: "Ya guardaste esta palabra.",
    gender: { m: "masculino", f: "femenino" },
  },
  review: {
    title: "Cómo practicas",
    names: {
      session_minutes: "Minutos por sesión",
      daily_limit: "Máximo de tarjetas al día",
      new_per_day: "De ellas, nuevas",
    },
    hint: "Lo que no hagas hoy te espera; no se pierde nada.",
  },
  deck: {
    title: "Importar y exportar tus palabras",
    label: "Añade una lista: una palabra por línea, o palabra, significado, frase",
    placeholder: "la ventana, donde miro la calle\nllover",
    add: "Añadir estas palabras",
    file: "Desde un archivo",
    done: (added: number, known: number) =>
      `${plural(added, { one: "# palabra añadida", other: "# palabras añadidas" })}${known === 0 ? "" : `, ${known} ya estaban`}.`,
    refused: (row: number, reason: string) => `Línea ${row}: ${reason}`,
    moreRefused: (count: number) => `y ${count} más`,
    talk: "Conversar con estas palabras",
    talkDue: "Conversar con las palabras pendientes",
    talkText: "Una conversación que te da ocasiones de usarlas y al final te dice cuántas veces lo hiciste.",
    csv: "Tarjetas en CSV",
    anki: "Tarjetas para Anki",
    ankiAudio: "Para Anki, con sonido",
  },
  suggested: {
    title: "Palabras nuevas para ti",
    text: "El tutor las ha usado y tú todavía no. Guarda las que quieras practicar.",
    guessed: "suposición del modelo",
    keep: "Guardar",
    keepLabel: (word: string) => `Guardar «${word}»`,
    decline: "No, gracias",
    declineLabel: (word: string) => `No, gracias. No guardar «${word}»`,
  },
  leeches: {
    title: "Tarjetas en pausa",
    text: "Estas las olvidaste una y otra vez. Una frase nueva suele ayudar; recupéralas cuando quieras.",
    lapses: (count: number) => plural(count, { one: "olvidada # vez", other: "olvidada # veces" }),
    back: "Recuperar",
    backLabel: (front: string) => `Recuperar «${front}»`,
    remove: "Eliminar",
    removeLabel: (front: string) => `Eliminar «${front}»`,
  },
  offline: {
    here: "No se puede contactar con el tutor. Puedes seguir: lo que hagas se guarda en este dispositivo y se envía después.",
    waiting: (count: number) =>
      plural(count, { one: "# resultado está guardado y se enviará.", other: "# resultados están guardados y se enviarán." }),
  },
} satisfies typeof strings;
