import { useState, type KeyboardEvent, type RefObject } from "react";
import { strings } from "../strings";

const LETTERS = [..."áéíóúüñ¿¡"];

interface Props {
  field: RefObject<HTMLInputElement | null>;
}

/** Letters to press for a keyboard without them: one stop of the Tab key, the arrows go on from there. */
export function AccentKeys({ field }: Props) {
  const [current, setCurrent] = useState(0);
  const insert = (letter: string): void => {
    const input = field.current;
    if (!input) return;
    input.setRangeText(letter, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
    input.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (current + step + LETTERS.length) % LETTERS.length;
    setCurrent(next);
    event.currentTarget.querySelectorAll("button")[next]?.focus();
  };
  return (
    <div className="accent-keys" role="toolbar" aria-label={strings.practice.accents} onKeyDown={onKeyDown}>
      {LETTERS.map((letter, at) => (
        <button
          key={letter}
          type="button"
          lang="es"
          tabIndex={at === current ? 0 : -1}
          // The field keeps the focus, so that the keyboard of a phone stays open.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => insert(letter)}
        >
          {letter}
        </button>
      ))}
    </div>
  );
}
