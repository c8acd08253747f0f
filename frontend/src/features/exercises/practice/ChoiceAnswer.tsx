import { useEffect, useRef } from "react";
import { useKeys } from "../../../shared/ui/useKeys";
import { strings } from "../strings";
import { DontKnow } from "./DontKnow";

interface Props {
  options: string[];
  /** The language of the options. */
  language: "es" | "en";
  busy: boolean;
  onAnswer: (answer: string | null) => void;
}

/** One of a few; each has its number as a key. */
export function ChoiceAnswer({ options, language, busy, onAnswer }: Props) {
  const first = useRef<HTMLButtonElement>(null);
  const choose = (option: string | undefined): void => {
    if (option !== undefined && !busy) onAnswer(option);
  };
  useKeys((key) => choose(options[Number(key) - 1]));
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  return (
    <div className="choice-answer" role="group" aria-label={strings.practice.answer}>
      <div className="choices">
        {options.map((option, at) => (
          <button
            key={option}
            ref={at === 0 ? first : null}
            type="button"
            className="choice"
            data-testid="option"
            aria-disabled={busy}
            onClick={() => choose(option)}
          >
            <kbd aria-hidden="true">{at + 1}</kbd>
            <span lang={language}>{option}</span>
          </button>
        ))}
      </div>
      <div className="button-row">
        <DontKnow busy={busy} onPress={() => onAnswer(null)} />
      </div>
    </div>
  );
}
