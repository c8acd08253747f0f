import type { Gloss } from "../../../shared/wire/types";
import { useMemo } from "react";
import { useSpokenWord } from "../../speech/useSpokenWord";
import { useWordPick } from "./useWordPick";
import { utf16Index } from "../../../shared/text/codepoints";
import { besideWord, sentenceAt } from "../../../shared/text/words";
import { strings } from "../strings";
import { WordDetail } from "./WordDetail";
import { Words } from "./Words";

interface Props {
  text: string;
  glosses: readonly Gloss[];
  messageId: string;
  /** What is read aloud of it, and from which code point on; else all of its message. */
  sentence?: { id: string; speech: string; start: number } | null;
}

/** What the tutor said, word by word. */
export function TutorText({ text, glosses, messageId, sentence = null }: Props) {
  const { picked, close, props } = useWordPick();
  const spoken = useSpokenWord(sentence?.id ?? messageId, sentence?.speech);
  const from = sentence?.start ?? 0;
  const lit = useMemo(
    () => spoken && { start: utf16Index(text, from + spoken.start), end: utf16Index(text, from + spoken.end) },
    [spoken, text, from],
  );
  const placed = useMemo(
    () => glosses.map((gloss) => ({ ...gloss, start: utf16Index(text, gloss.start) })),
    [glosses, text],
  );
  return (
    <>
      <p
        className={`tutor-text${placed.some(({ meaning }) => meaning) ? " glossed" : ""}`}
        lang="es"
        aria-description={strings.words.hint}
        {...props}
      >
        <Words text={text} glosses={placed} lit={lit} />
      </p>
      {picked && (
        <WordDetail
          key={picked.at}
          word={picked.word}
          beside={besideWord(text, picked.at, picked.word)}
          sentence={sentenceAt(text, picked.at)}
          messageId={messageId}
          eager
          gloss={placed.find(({ start }) => start === picked.at) ?? null}
          onClose={close}
        />
      )}
    </>
  );
}
