import type { common } from "./common";
import { plural } from "./plural";

export default {
  app: "Tutor",
  errors: {
    network: {
      message: "Não foi possível conectar com o tutor.",
      action: "Veja se o computador do tutor está ligado e se o tutor está rodando nele, e tente de novo.",
    },
    tooMany: { message: "Foi coisa demais de uma vez para o tutor.", action: "Espere um pouco; o que você disse está guardado." },
    server: { message: "O tutor tropeçou nessa.", action: "Tente de novo." },
    unknown: { message: "Algo deu errado nesta página.", action: "Tente de novo ou recarregue a página." },
    interrupted: { message: "Isto não foi enviado.", action: "Envie de novo quando quiser." },
  },
  notLoaded: {
    message: "Não foi possível carregar esta página.",
    action: "Tudo o que você escreveu está guardado. Tentaremos de novo quando o tutor responder.",
  },
  retry: "Tentar de novo",
  retryIn: (seconds) => `Tentar de novo em ${seconds} s`,
  cancel: "Cancelar",
  close: "Fechar",
  loading: "Carregando…",
  rename: { open: "Renomear", save: "Salvar" },
  copy: "Copiar",
  copied: "Copiado",
  remove: "Excluir",
  saved: "Salvo",
  thinking: "O tutor está pensando",
  queue: (ahead, seconds) =>
    plural(ahead, {
      one: "# pessoa na sua frente",
      many: "# de pessoas na sua frente",
      other: "# pessoas na sua frente",
    }) + (seconds === null ? "" : `, uns ${Math.max(1, Math.round(seconds))} s`),
  mistakes: {
    agreement: "concordância",
    article: "artigos",
    capitals: "maiúsculas",
    diacritic: "acentos",
    "extra word": "palavras a mais",
    "missing word": "palavras que faltam",
    mood: "modo",
    preposition: "preposições",
    pronoun: "pronomes",
    punctuation: "pontuação",
    "ser/estar": "ser e estar",
    spelling: "ortografia",
    "verb form": "formas verbais",
    "word choice": "escolha de palavras",
    "word order": "ordem das palavras",
  },
} satisfies typeof common;
