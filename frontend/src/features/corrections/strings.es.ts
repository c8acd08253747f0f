import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  correction: {
    label: (from: string, to: string, category: string) =>
      from === ""
        ? `Corrección, ${category}: añade «${to}»`
        : to === ""
          ? `Corrección, ${category}: quita «${from}»`
          : `Corrección, ${category}: «${from}» pasa a «${to}»`,
    rule: "Regla",
    example: "Otro ejemplo",
    more: (count: number) => `${count} más`,
    why: "¿Por qué?",
    right: "Está bien como lo dije",
    likely: (from: string, to: string) =>
      from === "" ? `¿Querías añadir «${to}» aquí?` : to === "" ? `¿Querías decirlo sin «${from}»?` : `¿Querías decir «${to}»?`,
    yes: "Sí, eso quería decir",
    didYouSay: (from: string, to: string) => (from === "" ? `¿Te faltó decir «${to}»?` : `¿Dijiste «${from}»?`),
    ifSo: "No sé si lo oí bien. Si lo dijiste:",
    playMoment: "Escuchar ese momento",
    unsaid: "No dije eso",
    severity: { minor: "detalle", normal: "", major: "importante" },
    unsure: "Quizá se oyó mal",
    unsureMore: (count: number) => plural(count, { one: "y # palabra más", other: "y # palabras más" }),
  },
} satisfies typeof strings;
