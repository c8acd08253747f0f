import { catalogue } from "../../shared/i18n/catalogue";
import { decimal, number, plural } from "../../shared/i18n/plural";

export const strings = catalogue("features/progress", {
  progress: {
    title: "Your progress",
    overview: {
      met: "words met",
      used: "words used",
      saved: "words saved",
      known: "saved words known",
      open: "mistakes still open",
      retired: "mistakes got over",
      streak: "days in a row",
      minutes: "Minutes spoken",
      minutesTotal: (minutes: number) => `${minutes > 0 && minutes < 10 ? decimal(minutes) : number(Math.round(minutes))} in these weeks`,
      minutesIn: (minutes: number) => `${decimal(minutes)} min`,
      skills: "Level by skill",
      skillNames: { grammar: "Grammar", listening: "Listening", speaking: "Speaking", writing: "Writing" },
      notYet: "too little to say",
      csv: "Download all weeks",
    },
    mistakes: "Your mistakes over time",
    text: "How many corrections of each kind you had in a hundred words, week by week. Lower is better; a dot is a week without any.",
    none: "There is nothing to show yet. Talk or write a little first, and come back.",
    total: (count: number) => plural(count, { other: "# in all" }),
    trend: {
      fewer: "fewer lately",
      more: "more lately",
      same: "about as before",
    },
    quietWeek: "no messages",
    rate: (rate: number) => `${decimal(rate)} in a hundred words`,
    table: "As a table",
    week: "Week of",
    words: "Words",
    csv: "Download as CSV",
  },
});
