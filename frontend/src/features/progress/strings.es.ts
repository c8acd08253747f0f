import { decimal, number, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  progress: {
    title: "Tu progreso",
    overview: {
      met: "palabras vistas",
      used: "palabras usadas",
      saved: "palabras guardadas",
      known: "palabras guardadas que ya sabes",
      open: "errores pendientes",
      retired: "errores superados",
      streak: "días seguidos",
      minutes: "Minutos hablados",
      minutesTotal: (minutes: number) =>
        `${minutes > 0 && minutes < 10 ? decimal(minutes) : number(Math.round(minutes))} en estas semanas`,
      minutesIn: (minutes: number) => `${decimal(minutes)} min`,
      skills: "Nivel por destreza",
      skillNames: { grammar: "Gramática", listening: "Escuchar", speaking: "Hablar", writing: "Escribir" },
      notYet: "aún no se puede decir",
      csv: "Descargar todas las semanas",
    },
    mistakes: "Tus errores a lo largo del tiempo",
    text: "Cuántas correcciones de cada tipo tuviste por cada cien palabras, semana a semana. Cuanto menos, mejor; un punto es una semana sin ninguna.",
    none: "Todavía no hay nada que mostrar. Habla o escribe un poco primero y vuelve.",
    total: (count: number) => plural(count, { other: "# en total" }),
    trend: {
      fewer: "menos últimamente",
      more: "más últimamente",
      same: "más o menos igual",
    },
    quietWeek: "sin mensajes",
    rate: (rate: number) => `${decimal(rate)} por cada cien palabras`,
    table: "En una tabla",
    week: "Semana del",
    words: "Palabras",
    csv: "Descargar en CSV",
  },
} satisfies typeof strings;
