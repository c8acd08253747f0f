import "./words.css";
import type { Gloss } from "../../../shared/wire/types";
import { Fragment, useMemo } from "react";
import { cutWords } from "../../../shared/text/words";

/** A gloss placed in a text: `start` is a UTF-16 offset. */
export type PlacedGloss = Gloss & { start: number };

interface Props {
  text: string;
  /** Where this text begins in its message. */
  offset?: number;
  glosses?: readonly PlacedGloss[];
  /** What is being spoken, in UTF-16 offsets of the message. */
  lit?: { start: number; end: number } | null;
}

/** A text whose words can be taken up; those above the learner's level carry their meaning below. */
export function Words({ text, offset = 0, glosses = [], lit = null }: Props) {
  const pieces = useMemo(() => cutWords(text), [text]);
  return pieces.map(({ text: piece, start, isWord }) => {
    if (!isWord) return <Fragment key={start}>{piece}</Fragment>;
    const gloss = glosses.find((other) => other.start === offset + start);
    const sounds = lit !== null && lit.start <= offset + start && offset + start < lit.end;
    const className = `word${gloss ? " hard" : ""}${sounds ? " lit" : ""}`;
    return (
      <span key={start} className={className} tabIndex={-1} data-word={piece} data-at={offset + start}>
        {gloss?.meaning ? (
          <ruby>
            {piece}
            <rt>{gloss.meaning}</rt>
          </ruby>
        ) : (
          piece
        )}
      </span>
    );
  });
}
