import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  words: {
    title: (word) => `A palavra “${word}”`,
    save: "Salvar esta palavra",
    saved: "Salva. Ela vai aparecer quando você praticar.",
    hint: "As setas escolhem uma palavra, Enter abre",
    meaning: "Significado",
    ownMeaning: "Escreva o que significa",
    keep: "Guardar",
    unknown: "Não está em nenhuma das listas. Pergunte, ou salve e escreva o que ela significa para você.",
    noGuess: "O modelo também não conhece. Salve e escreva o que ela significa para você.",
    ask: "Perguntar ao modelo",
    asking: "Perguntando…",
    opinion: "Este é um palpite do modelo de linguagem.",
    dictionary: "Do FreeDict, o dicionário livre.",
    savedBefore: "Você já salvou esta palavra.",
    gender: { m: "masculino", f: "feminino" },
  },
  review: {
    title: "Como você pratica",
    names: {
      session_minutes: "Minutos por sessão",
      daily_limit: "Máximo de cartões por dia",
      new_per_day: "Quantos deles novos",
    },
    hint: "O que você não fizer hoje espera; nada se perde.",
  },
  deck: {
    title: "Suas palavras: importar e exportar",
    label: "Adicione uma lista: uma palavra por linha, ou palavra, significado, frase",
    placeholder: "la ventana, janela\nllover",
    add: "Adicionar estas palavras",
    file: "De um arquivo",
    done: (added, known) =>
      `${plural(added, { one: "# palavra adicionada", many: "# de palavras adicionadas", other: "# palavras adicionadas" })}${known === 0 ? "" : `, ${known} já estavam aqui`}.`,
    refused: (row, reason) => `Linha ${row}: ${reason}`,
    moreRefused: (count) => `e mais ${count}`,
    talk: "Conversar com estas palavras",
    talkDue: "Conversar com as palavras para revisar",
    talkText: "Uma conversa que dá chances de usar estas palavras e, no fim, diz quantas vezes você usou.",
    csv: "Cartões em CSV",
    anki: "Cartões para o Anki",
    ankiAudio: "Para o Anki, com som",
  },
  suggested: {
    title: "Palavras novas para você",
    text: "O tutor já usou estas e você ainda não. Guarde as que quiser praticar.",
    guessed: "palpite do modelo",
    keep: "Guardar",
    keepLabel: (word) => `Guardar “${word}”`,
    decline: "Não, valeu",
    declineLabel: (word) => `Não, valeu. Não guardar “${word}”`,
  },
  leeches: {
    title: "Cartões em pausa",
    text: "Estes escaparam da memória várias vezes. Uma frase nova costuma ajudar; traga de volta quando quiser.",
    lapses: (count) => plural(count, { one: "esquecido # vez", other: "esquecido # vezes" }),
    back: "Trazer de volta",
    backLabel: (front) => `Trazer “${front}” de volta`,
    remove: "Excluir",
    removeLabel: (front) => `Excluir “${front}”`,
  },
  offline: {
    here: "Sem conexão com o tutor. Você pode continuar: o que fizer fica guardado neste aparelho e é enviado depois.",
    waiting: (count) =>
      plural(count, {
        one: "# resultado guardado, para enviar depois.",
        other: "# resultados guardados, para enviar depois.",
      }),
  },
} satisfies typeof strings;
