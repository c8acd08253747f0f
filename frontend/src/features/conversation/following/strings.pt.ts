import { plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  hint: {
    from: (teacher) => `Dica de ${teacher}:`,
    label: "Sussurrar uma dica que só a outra pessoa vê",
    send: "Sussurrar",
    sent: "A outra pessoa já vê a dica.",
    nobody: "A outra pessoa não está com a página aberta agora.",
  },
  share: {
    title: "Deixar alguém acompanhar",
    text: "Quem tem o link e pode entrar aqui vê esta conversa ao vivo: o que você diz e escreve, as correções e as respostas. Não pode ouvir você, escrever nada nem ver suas outras conversas.",
    alone: "Você pode encerrar quando quiser.",
    hours: "Por quanto tempo",
    choices: { 1: "Uma hora", 2: "Duas horas", 24: "Um dia", 168: "Uma semana" },
    make: "Criar um link",
    link: (until) => `Passe este link a quem pode acompanhar, até ${until}. Ele só é mostrado desta vez.`,
    again: "Um link novo encerra o anterior.",
    shared: (until) => `Quem tem seu link pode acompanhar esta conversa até ${until}.`,
    now: (followers) =>
      followers === 0
        ? "Não há ninguém aqui agora."
        : plural(followers, { one: "# pessoa acompanhando agora.", other: "# pessoas acompanhando agora." }),
    stop: "Parar",
  },
  follow: {
    title: (learner) => (learner ? `Você está acompanhando ${learner}` : "Você está acompanhando uma conversa"),
    untitled: "Acompanhando",
    text: (until) => `Você pode ler junto até ${until}, ou até a outra pessoa encerrar.`,
    ended: "A outra pessoa encerrou, ou o tempo acabou.",
    lost: "A conexão caiu. Tentando de novo…",
    learner: "Estudante",
  },
} satisfies typeof strings;
