import type { common } from "./common";
import { plural } from "./plural";

export default {
  app: "Tutor",
  errors: {
    network: {
      message: "No se pudo contactar con el tutor.",
      action: "Comprueba que el equipo del tutor está encendido y el tutor en marcha, y vuelve a intentarlo.",
    },
    tooMany: { message: "Eso fue demasiado de una vez para el tutor.", action: "Espera un momento; lo que dijiste está guardado." },
    server: { message: "El tutor tropezó con eso.", action: "Vuelve a intentarlo." },
    unknown: { message: "Algo salió mal en esta página.", action: "Vuelve a intentarlo o recarga la página." },
    interrupted: { message: "Esto no se envió.", action: "Envíalo de nuevo cuando quieras." },
  },
  notLoaded: {
    message: "No se pudo cargar esta página.",
    action: "Todo lo que escribiste está guardado. Se intentará de nuevo cuando el tutor responda.",
  },
  retry: "Reintentar",
  retryIn: (seconds: number) => `Reintento en ${seconds} s`,
  cancel: "Cancelar",
  close: "Cerrar",
  loading: "Cargando…",
  rename: { open: "Cambiar nombre", save: "Guardar" },
  copy: "Copiar",
  copied: "Copiado",
  remove: "Eliminar",
  saved: "Guardado",
  thinking: "El tutor está pensando",
  queue: (ahead: number, seconds: number | null) =>
    plural(ahead, { one: "Hay # persona antes que tú", other: "Hay # personas antes que tú" }) +
    (seconds === null ? "" : `, unos ${Math.max(1, Math.round(seconds))} s`),
  mistakes: {
    agreement: "concordancia",
    article: "artículos",
    capitals: "mayúsculas",
    diacritic: "tildes",
    "extra word": "palabras de más",
    "missing word": "palabras que faltan",
    mood: "modo",
    preposition: "preposiciones",
    pronoun: "pronombres",
    punctuation: "puntuación",
    "ser/estar": "ser y estar",
    spelling: "ortografía",
    "verb form": "formas verbales",
    "word choice": "elección de palabras",
    "word order": "orden de palabras",
  },
} satisfies typeof common;
