import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  correction: {
    label: (from, to, category) => {
      if (from === "") return `Correção, ${category}: acrescente “${to}”`;
      return to === "" ? `Correção, ${category}: tire “${from}”` : `Correção, ${category}: “${from}” vira “${to}”`;
    },
    rule: "Regra",
    example: "Outro exemplo",
    more: (count) => `mais ${count}`,
    why: "Por quê?",
    right: "Está certo do jeito que eu disse",
    likely: (from, to) => {
      if (from === "") return `Você queria acrescentar “${to}” aqui?`;
      return to === "" ? `Você queria dizer sem “${from}”?` : `Você quis dizer “${to}”?`;
    },
    yes: "Sim, era isso que eu queria dizer",
    didYouSay: (from, to) => (from === "" ? `Você deixou “${to}” de fora?` : `Você disse “${from}”?`),
    ifSo: "Não tenho certeza se ouvi bem. Se foi isso:",
    playMoment: "Ouvir esse momento",
    unsaid: "Eu não disse isso",
    severity: { minor: "detalhe", normal: "", major: "importante" },
    unsure: "Talvez eu tenha ouvido mal",
    unsureMore: (count) => plural(count, { one: "e mais # palavra", other: "e mais # palavras" }),
  },
} satisfies typeof strings;
