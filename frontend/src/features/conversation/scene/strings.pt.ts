import { number, plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  choose: {
    reason: "Para",
    any: "Tudo",
    free: "Só conversar",
    fits: "seu nível",
    easier: "mais fácil",
    harder: "mais difícil",
    group: (level, how) => `${level}, ${how}`,
    ofClass: "Das minhas turmas",
    nothing: "Ainda não há cenas para isso. A conversa livre serve para tudo.",
    toCard: "Seu papel",
    back: "Todas as cenas",
  },
  card: {
    label: (title) => `Seu papel: ${title}`,
    you: "Você",
    goals: "O que você precisa conseguir",
    phrases: "Frases úteis",
    phrasesHint: "Toque em uma para ouvir.",
  },
  goals: {
    title: "Seus objetivos",
    count: (reached, all) => `${number(reached)} de ${number(all)}`,
    reached: "alcançado",
    open: "falta",
    news: (goals) =>
      `${plural(goals.length, { one: "Objetivo alcançado:", other: "Objetivos alcançados:" })} ${goals.join(", ")}.`,
    scene: "Seu papel",
    finish: "Terminar",
    finishLabel: "Terminar esta conversa e ver como foi",
  },
  help: {
    ask: "O que eu poderia dizer?",
    key: "h",
    title: "Você poderia dizer",
    phrases: "Frases que podem ajudar",
    hint: "Ouça, leia e depois diga por conta própria. Isto some quando você começar.",
    hide: "Esconder",
  },
  ending: {
    over: "A cena acabou.",
    closed: "Esta conversa terminou.",
    reached: (reached, all) =>
      reached === all
        ? plural(all, { one: "Você alcançou seu objetivo.", other: "Você alcançou todos os # objetivos." })
        : `Você alcançou ${number(reached)} de ${number(all)} objetivos.`,
    show: "Ver como foi",
    goOn: "Continuar conversando",
  },
  debrief: {
    title: "Como foi",
    loading: "Relendo o que você disse…",
    read: "Ler a conversa de novo",
    goals: "Objetivos",
    well: "Bem dito",
    wellKinds: {
      mended: "Você costumava errar isto e agora acertou:",
      word: "Uma palavra que você salvou e usou:",
      long: "Uma fala longa sem pausa:",
    },
    practised: (title) => `Praticado: ${title}`,
    used: (count) =>
      count === 0 ? "Desta vez não apareceu." : `Você usou ${plural(count, { one: "# vez", other: "# vezes" })}`,
    usedRight: (right, used) => {
      if (right === used) return "sempre certo";
      return right === 0 ? "nenhuma certa" : plural(right, { one: "# certa", other: "# certas" });
    },
    wordUsed: (count) => (count === 0 ? "ainda não" : `${number(count)} ×`),
    mistakes: "Para rever",
    mistakesText: "O mais importante, nas suas próprias palavras.",
    point: (title) => `Saiba mais: ${title}`,
    words: "Palavras que você encontrou",
    keep: (word) => `Guardar “${word}” como cartão`,
    kept: (word) => `“${word}” está guardada como cartão`,
    speaking: "Como você falou",
    wordsSaid: (count) => plural(count, { one: "# palavra", many: "# de palavras", other: "# palavras" }),
    wordsSaidText: "ditas por você",
    minutes: (minutes) => (minutes < 1 ? `${number(Math.round(minutes * 60))} s` : `${number(minutes)} min`),
    minutesText: "de fala, mais ou menos",
    pace: (words) => plural(words, { one: "# palavra", other: "# palavras" }),
    paceText: "por minuto",
    pauses: (count) => plural(count, { one: "# pausa", other: "# pausas" }),
    pausesText: (hesitations) => (hesitations === 0 ? "enquanto falava" : `e ${number(hesitations)} × “eh”`),
    next: "E agora",
    practise: (title) => `Praticar: ${title}`,
    play: (title) => `Fazer a cena: ${title}`,
    why: {
      goal: "Combina com o seu motivo para aprender.",
      new: "Você ainda não fez esta.",
      again: "Faz tempo que você não faz esta.",
    },
  },
} satisfies typeof strings;
