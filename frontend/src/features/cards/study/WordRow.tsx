import { useEffect, useRef } from "react";
import { SpeechButton } from "../../../shared/audio/SpeechButton";
import { Icon } from "../../../shared/ui/Icon";
import { speechApi } from "../../speech/api";
import { studyApi, type StudyWord } from "./api";
import { strings } from "./strings";
import { language } from "../../../shared/i18n/language";

interface Props {
  word: StudyWord;
  known: boolean;
  withLevel: boolean;
  busy: boolean;
  onAdd: () => void;
}

/** A word to learn: heard, explained, in a sentence, and what its forms have of their own. */
export function WordRow({ word, known, withLevel, busy, onAdd }: Props) {
  const { shown, text, meaning, definition, sentence, gender, plural, irregular, card_id, level } = word;
  const added = useRef<HTMLSpanElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    // The button that was pressed has gone: what says so has the focus, and the next Tab goes on from here.
    if (card_id && pressed.current) added.current?.focus();
    pressed.current = false;
  }, [card_id]);
  // The article tells the gender, but for «el agua».
  const forms = [gender === "f" && shown.startsWith("el ") && strings.feminine, plural && strings.plural(plural)].filter(Boolean);
  return (
    <li data-testid={`word-${shown}`}>
      <div className="study-word">
        <SpeechButton id={`word:${shown}`} url={speechApi.wordUrl(shown)} label={shown} lang="es" />
        {withLevel && <span className="tag">{level}</span>}
        <span lang={language() === "es" ? "es" : undefined}>{meaning}</span>
      </div>
      {card_id ? (
        <span ref={added} tabIndex={-1} className="quiet study-card" data-testid="in-cards">
          <Icon name="check" />
          {known ? strings.known : strings.inCards}
        </span>
      ) : (
        <button
          type="button"
          className="button small study-card"
          data-testid="add-word"
          aria-label={strings.addLabel(shown)}
          aria-disabled={busy}
          onClick={() => {
            if (busy) return;
            pressed.current = true;
            onAdd();
          }}
        >
          <Icon name="plus" />
          {strings.add}
        </button>
      )}
      <div className="study-about">
        <SpeechButton id={`sentence:${shown}`} url={studyApi.sentenceUrl(shown)} label={sentence} lang="es" />
        <details>
          <summary className="quiet">
            {strings.more}
            <span className="visually-hidden"> ({text})</span>
          </summary>
          {language() !== "es" && <p lang="es">{definition}</p>}
          {forms.length > 0 && <p>{forms.join(" · ")}</p>}
          {irregular.map(({ tense, forms: said }) => (
            <p key={tense}>
              {tense}: <span lang="es">{said.join(", ")}</span>
            </p>
          ))}
        </details>
      </div>
    </li>
  );
}
