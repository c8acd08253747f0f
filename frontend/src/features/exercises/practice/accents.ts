export interface Run {
  text: string;
  /** Not written so in the answer. */
  accented: boolean;
}

/** Cuts `expected` where its letters differ from `answer` only by a mark; all of it plain when more differs. */
export function accentRuns(expected: string, answer: string): Run[] {
  const right = [...expected.normalize("NFC")];
  const written = [...answer.trim().normalize("NFC")];
  const plain = [{ text: right.join(""), accented: false }];
  if (right.length !== written.length) return plain;
  const runs: Run[] = [];
  for (const [at, letter] of right.entries()) {
    const other = written[at] ?? "";
    if (bare(letter) !== bare(other)) return plain;
    const accented = letter.toLowerCase() !== other.toLowerCase();
    const last = runs.at(-1);
    if (last?.accented === accented) last.text += letter;
    else runs.push({ text: letter, accented });
  }
  return runs;
}

function bare(letter: string): string {
  return letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
