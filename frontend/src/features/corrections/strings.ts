import { catalogue } from "../../shared/i18n/catalogue";
import { plural } from "../../shared/i18n/plural";

export const strings = catalogue("features/corrections", {
  correction: {
    label: (from: string, to: string, category: string) =>
      from === ""
        ? `Correction, ${category}: add “${to}”`
        : to === ""
          ? `Correction, ${category}: remove “${from}”`
          : `Correction, ${category}: “${from}” becomes “${to}”`,
    rule: "Rule",
    example: "Another example",
    more: (count: number) => `${count} more`,
    why: "Why?",
    right: "It’s right as I said it",
    likely: (from: string, to: string) =>
      from === "" ? `Did you mean to add “${to}” here?` : to === "" ? `Did you mean it without “${from}”?` : `Did you mean “${to}”?`,
    yes: "Yes, that is what I meant",
    didYouSay: (from: string, to: string) => (from === "" ? `Did you leave out “${to}”?` : `Did you say “${from}”?`),
    ifSo: "I’m not sure I heard it. If you did:",
    playMoment: "Play that moment",
    unsaid: "I didn’t say that",
    severity: { minor: "small thing", normal: "", major: "important" },
    unsure: "Maybe misheard",
    unsureMore: (count: number) => plural(count, { one: "and # more word", other: "and # more words" }),
  },
});
