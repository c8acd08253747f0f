import { useLayoutEffect, useRef, type FormEvent } from "react";
import { strings } from "../strings";
import { AccentKeys } from "./AccentKeys";
import { DontKnow } from "./DontKnow";

/** The server takes no longer answer. */
const LONGEST = 500;

interface Props {
  busy: boolean;
  /** Rises with each answer that could not be used: the field is then taken up again. */
  tries: number;
  /** Whether the field should have the focus at once. */
  eager: boolean;
  onAnswer: (answer: string | null) => void;
}

/** Where an answer is typed. */
export function TextAnswer({ busy, tries, eager, onAnswer }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const text = strings.practice;
  useLayoutEffect(() => {
    if (eager || tries > 0) field.current?.select();
  }, [eager, tries]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const answer = field.current?.value.trim() ?? "";
    if (answer !== "" && !busy) onAnswer(answer);
    else field.current?.focus();
  };
  return (
    <form className="text-answer" onSubmit={submit}>
      <input
        ref={field}
        className="answer-field"
        data-testid="answer"
        lang="es"
        aria-label={text.answer}
        maxLength={LONGEST}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <AccentKeys field={field} />
      <div className="button-row">
        <button type="submit" className="button" data-testid="check" aria-disabled={busy}>
          {text.check}
        </button>
        <DontKnow busy={busy} onPress={() => onAnswer(null)} />
      </div>
    </form>
  );
}
