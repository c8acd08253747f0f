import type { SpokenWord } from "./api";
import { utf16Index } from "../../shared/text/codepoints";

/** A score below this is a sound that was missed. */
const MISSED = 0.5;

/** A word, with the letters marked whose sound was missed. */
export function WordAsSaid({ word }: { word: SpokenWord }) {
  if (!word.sound) return <span className={word.score === null ? undefined : "said-well"}>{word.text} </span>;
  const index = (codePoint: number) => utf16Index(word.text, codePoint - word.start);
  const missed = word.sounds.filter(({ score }) => score < MISSED);
  const cuts = [0, ...missed.flatMap(({ start, end }) => [index(start), index(end)]), word.text.length];
  return (
    <span className="missed">
      {cuts.slice(1).map((end, n) => {
        const part = word.text.slice(cuts[n], end);
        return n % 2 === 0 ? part : <mark key={n}>{part}</mark>;
      })}{" "}
    </span>
  );
}
