import { catalogue } from "../i18n/catalogue";
import { ERRORS } from "./errors.gen";

/**
 * What the server tells, in the page's language. `codes` is for every error; some codes stand for several faults, and those
 * that a learner meets have a sentence of their own, found by what the server says in English.
 */
export const strings = catalogue("shared/errors", {
  codes: ERRORS,
  sentences: {
    "You sign in elsewhere, so there is no password here.": { message: "You sign in elsewhere, so there is no password here.", action: "Change it there." },
    "That is not the link the tutor showed when it started.": { action: "Copy it again.", message: "That is not the link the tutor showed when it started." },
    "The only owner cannot be removed.": { message: "The only owner cannot be removed.", action: "Make another owner first." },
    "That looks like an order to the tutor, not like something about you.": {
      message: "That looks like an order to the tutor, not like something about you.",
      action: "Write it as a fact about you.",
    },
    "That name holds a character that nobody sees.": { message: "That name holds a character that nobody sees.", action: "Type the name anew." },
    "A name needs a letter or a digit.": { message: "A name needs a letter or a digit.", action: "Choose another name." },
    "That name mixes letters of several scripts, so that it could be taken for another one.": {
      message: "That name mixes letters of several scripts, so that it could be taken for another one.",
      action: "Write it in one script.",
    },
    "This tutor has an owner already.": { message: "This tutor has an owner already.", action: "Sign in, or ask the owner for an invitation." },
    "That link is used up, or no longer holds.": { message: "That link is used up, or no longer holds.", action: "Ask the owner for a new one." },
    "That invitation is used up, or no longer holds.": {
      message: "That invitation is used up, or no longer holds.",
      action: "Ask the owner for a new one.",
    },
    "Somebody here has that name already.": { message: "Somebody here has that name already.", action: "Choose another name." },
    "That is not a word that can be saved.": { message: "That is not a word that can be saved.", action: "Choose one word of the text." },
    "There are no words to talk with.": { message: "There are no words to talk with.", action: "Choose some, or save words first." },
    "That file is not a template.": { message: "That file is not a template.", action: "Choose a .toml file that was exported from a tutor." },
    "There is nothing to translate in that message.": { message: "There is nothing to translate in that message.", action: "Choose another message." },
    "There is nothing to say in that message.": { message: "There is nothing to say in that message.", action: "Choose another message." },
    "That document does not exist, or no longer does.": {
      message: "That document does not exist, or no longer does.",
      action: "Choose another of your documents.",
    },
    "That link no longer leads anywhere: its time is over, or the learner has ended it.": {
      message: "That link no longer leads anywhere: its time is over, or the learner has ended it.",
      action: "Ask the learner for a new link.",
    },
    "This recording cannot be compared.": { message: "This recording cannot be compared.", action: "Use the built-in recogniser and record one sentence." },
    "This recording cannot be examined.": { message: "This recording cannot be examined.", action: "Record a shorter sentence." },
    "This tutor runs without a language model, so it cannot do that.": {
      message: "This tutor runs without a language model, so it cannot do that.",
      action: "Choose one of the scenes to talk in, or ask whoever runs this tutor to give it a model (TUTOR_LLM).",
    },
    "Ollama does not answer.": { message: "Ollama does not answer.", action: "Start it on the tutor's computer with `ollama serve`, then try again." },
    "The voice stopped working.": { message: "The voice stopped working.", action: "Try again; you can read the replies meanwhile." },
    "The voice could not be loaded.": { message: "The voice could not be loaded.", action: "Run `tutor doctor` on the tutor's computer to see what is missing and how to mend it." },
    "The speech recogniser could not be loaded.": {
      message: "The speech recogniser could not be loaded.",
      action: "Run `tutor doctor` on the tutor's computer to see what is missing and how to mend it. Typing still works.",
    },
    "The language model could not be loaded.": {
      message: "The language model could not be loaded.",
      action: "Run `tutor doctor` on the tutor's computer to see what is missing and how to mend it.",
    },
    "The language model gave no answer.": {
      message: "The language model gave no answer.",
      action: "Press “Try again”. What you said is kept.",
    },
    "There is no sound in that recording.": { message: "There is no sound in that recording.", action: "Check the microphone, and record it again." },
  },
  notices: {
    simplified: "That was hard, so here it is in easier words.",
    rules_hold: "The tutor's rules stay as they are.",
    corrections_slow: "The model took too long to check this.",
    corrections_failed: "Not all of this could be checked.",
    reply_cut: "The answer went on too long and was cut.",
    model_switched: "Another model answers now.",
    model_loading: "The model is being loaded into memory. That takes a moment.",
  },
  /** Corrected words that the learner now gets right. */
  retired: (forms: string) => `You used it right without help: ${forms}.`,
});
