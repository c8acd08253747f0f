import { plural } from "../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  correction: {
    label: (from, to, category) => {
      if (from === "") return `Correction, ${category} : ajouter « ${to} »`;
      return to === ""
        ? `Correction, ${category} : enlever « ${from} »`
        : `Correction, ${category} : « ${from} » devient « ${to} »`;
    },
    rule: "Règle",
    example: "Un autre exemple",
    more: (count) => plural(count, { one: "# autre", other: "# autres" }),
    why: "Pourquoi ?",
    right: "C’est juste comme je l’ai dit",
    likely: (from, to) => {
      if (from === "") return `Voulais-tu ajouter « ${to} » ici ?`;
      return to === "" ? `Voulais-tu le dire sans « ${from} » ?` : `Voulais-tu dire « ${to} » ?`;
    },
    yes: "Oui, c’est ce que je voulais dire",
    didYouSay: (from, to) => (from === "" ? `As-tu laissé de côté « ${to} » ?` : `As-tu dit « ${from} » ?`),
    ifSo: "Je ne l’ai pas entendu assez nettement. Si oui :",
    playMoment: "Écouter ce moment",
    unsaid: "Je n’ai pas dit ça",
    severity: { minor: "détail", normal: "", major: "important" },
    unsure: "Peut-être mal entendu",
    unsureMore: (count) => plural(count, { one: "et # autre mot", other: "et # autres mots" }),
  },
} satisfies typeof strings;
