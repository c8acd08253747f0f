import { useEffect, useRef, useState } from "react";
import { language } from "../../../shared/i18n/language";
import { useKeys } from "../../../shared/ui/useKeys";
import { strings } from "../strings";
import { DontKnow } from "./DontKnow";

interface Props {
  words: string[];
  busy: boolean;
  onAnswer: (answer: string | null) => void;
}

/** Words to be put in order: pressed one after the other, or by their numbers; Backspace takes the last one back. */
export function OrderAnswer({ words, busy, onAnswer }: Props) {
  /** Positions in `words`: a word may be there twice. */
  const [chosen, setChosen] = useState<number[]>([]);
  const check = useRef<HTMLButtonElement>(null);
  const firstLeft = useRef<HTMLButtonElement>(null);
  const text = strings.practice;
  const whole = chosen.length === words.length;
  // The button that was pressed has gone: the focus moves to what comes next.
  useEffect(() => (whole ? check : firstLeft).current?.focus({ preventScroll: true }), [chosen, whole]);
  const add = (at: number): void => setChosen((now) => (now.includes(at) ? now : [...now, at]));
  const takeBack = (at: number | undefined): void => setChosen((now) => now.filter((other) => other !== at));
  useKeys((key, event) => {
    const at = Number(key) - 1;
    if (at in words) add(at);
    if (key !== "Backspace") return;
    event.preventDefault();
    takeBack(chosen.at(-1));
  });
  const left = words.map((word, at) => ({ word, at })).filter(({ at }) => !chosen.includes(at));
  return (
    <div className="order-answer">
      <div className="chosen" role="group" aria-label={text.chosen} lang="es">
        {chosen.length === 0 && (
          <span className="quiet" lang={language()}>
            {text.chosenEmpty}
          </span>
        )}
        {chosen.map((at) => (
          <button
            key={at}
            type="button"
            className="word-piece"
            aria-label={text.takeBack(words[at] ?? "")}
            onClick={() => takeBack(at)}
          >
            {words[at]}
          </button>
        ))}
      </div>
      <div className="pieces" role="group" aria-label={text.remaining} lang="es">
        {left.map(({ word, at }, index) => (
          <button
            key={at}
            ref={index === 0 ? firstLeft : null}
            type="button"
            className="word-piece"
            data-testid="piece"
            onClick={() => add(at)}
          >
            {words.length < 10 && <kbd aria-hidden="true">{at + 1}</kbd>}
            {word}
          </button>
        ))}
      </div>
      <div className="button-row">
        <button
          ref={check}
          type="button"
          className="button"
          data-testid="check"
          aria-disabled={busy || !whole}
          onClick={() => whole && !busy && onAnswer(chosen.map((at) => words[at]).join(" "))}
        >
          {text.check}
        </button>
        <DontKnow busy={busy} onPress={() => onAnswer(null)} />
      </div>
    </div>
  );
}
