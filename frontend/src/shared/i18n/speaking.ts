import { speakAtFirst } from "./choice";

/**
 * The first page's language, on its way. index.html begins with the chunk that has this module (see firstPage.ts), so
 * that the sentences travel together with the page itself and not after it.
 */
export const speaking = speakAtFirst();
