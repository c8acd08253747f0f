/** Fewer words than this, said over the tutor's, are a learner's who repeats them. */
const FEWEST = 3;
/** The part of the words that may be misheard or missing. */
const MISHEARD = 0.2;

/**
 * Whether words heard over the tutor's voice are its own, back from the loudspeaker: a run of what is being spoken.
 * Only a word that sounds like the one in its place passes for a misheard one: learners answer in the tutor's words
 * and change what they mean differently.
 */
export function isEcho(heard: string, spoken: string): boolean {
  const words = wordsOf(heard);
  const told = wordsOf(spoken);
  return words.length >= FEWEST && told.some((_, start) => isRun(words, told.slice(start)));
}

/** Whether `words` are those that `told` begins with. */
function isRun(words: readonly string[], told: readonly string[]): boolean {
  let spare = Math.floor(words.length * MISHEARD);
  let at = 0;
  for (const [index, word] of words.entries()) {
    for (; ; at += 1) {
      const own = told[at];
      if (own === undefined) return false;
      // The sound may begin and break off in the middle of a word.
      if (word === own || (index === 0 && own.endsWith(word)) || (index === words.length - 1 && own.startsWith(word))) break;
      spare -= 1;
      if (spare < 0) return false;
      if (soundsLike(word, own)) break;
    }
    at += 1;
  }
  return true;
}

function wordsOf(text: string): string[] {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** Whether at most a quarter of the letters differ, and not the last: "compras" for "compra" is an answer. */
function soundsLike(one: string, other: string): boolean {
  return one.at(-1) === other.at(-1) && 4 * distance(one, other) <= Math.max(one.length, other.length);
}

/** How many letters have to change, come or go to make one word the other. */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const here = [row + 1];
    for (const [column, own] of [...other].entries()) {
      const kept = (above[column] ?? 0) + (letter === own ? 0 : 1);
      here.push(Math.min(kept, (above[column + 1] ?? 0) + 1, (here[column] ?? 0) + 1));
    }
    above = here;
  }
  return above.at(-1) ?? 0;
}
