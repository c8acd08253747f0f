import { speakAtFirst } from "../shared/i18n/choice";
import { askEarly, forgetEarly } from "../shared/wire/early";

/** What is not asked by now, in ms after everything has been loaded, is not asked by the page that is being opened. */
const OPEN_MS = 3000;

/*
 * index.html begins with the chunk that has this module (firstPage.ts): the language of the first page, and the answers
 * that it is made of, travel beside its code and not after it.
 */
export const speaking = speakAtFirst();
const home = /^(#\/?)?$/.test(window.location.hash);
askEarly(["/api/session", "/api/learner", "/api/conversations?limit=50", ...(home ? ["/api/today"] : [])]);
window.addEventListener("load", () => setTimeout(forgetEarly, OPEN_MS));
