import { decimal, number, plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  progress: {
    title: "Seu progresso",
    overview: {
      met: "palavras encontradas",
      used: "palavras usadas",
      saved: "palavras salvas",
      known: "palavras salvas que você já sabe",
      open: "erros ainda em aberto",
      retired: "erros superados",
      streak: "dias seguidos",
      minutes: "Minutos falados",
      minutesTotal: (minutes) => `${minutes > 0 && minutes < 10 ? decimal(minutes) : number(Math.round(minutes))} nestas semanas`,
      minutesIn: (minutes) => `${decimal(minutes)} min`,
      skills: "Nível por habilidade",
      skillNames: { grammar: "Gramática", listening: "Compreensão oral", speaking: "Fala", writing: "Escrita" },
      notYet: "ainda é pouco para dizer",
      csv: "Baixar todas as semanas",
    },
    mistakes: "Seus erros ao longo do tempo",
    text: "Quantas correções de cada tipo você teve a cada cem palavras, semana a semana. Quanto menos, melhor; um ponto é uma semana sem nenhuma.",
    none: "Ainda não há nada para mostrar. Converse ou escreva um pouco e volte aqui.",
    total: (count) => plural(count, { other: "# ao todo" }),
    trend: {
      fewer: "menos ultimamente",
      more: "mais ultimamente",
      same: "mais ou menos como antes",
    },
    quietWeek: "nenhuma mensagem",
    rate: (rate) => `${decimal(rate)} a cada cem palavras`,
    table: "Em tabela",
    week: "Semana de",
    words: "Palavras",
    csv: "Baixar em CSV",
  },
} satisfies typeof strings;
