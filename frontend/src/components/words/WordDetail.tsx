import { useEffect, useRef, useState, type FormEvent } from "react";
import { drills, type Card, type Gloss } from "../../api/drills";
import { useTask } from "../../hooks/useTask";
import { strings } from "../../strings";
import { ErrorNote } from "../ErrorNote";
import { Icon } from "../Icon";
import { Hear } from "../practice/Hear";

interface Props {
  word: string;
  /** Where it was met; "" when that is no good example. */
  sentence: string;
  messageId: string;
  gloss: Gloss | null;
  onClose: () => void;
}

/** The server knows a message by such an id; one that is still being sent has another. */
const STORED = /^[0-9a-f]{32}$/;
const LONGEST_SENTENCE = 500;

/** One word of a message: what it means, and a card of it to keep. */
export function WordDetail({ word, sentence, messageId, gloss, onClose }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [card, setCard] = useState<Card | null>(null);
  const [meaning, setMeaning] = useState(gloss?.meaning ?? "");
  const { failure, busy, attempt } = useTask();
  const text = strings.words;
  useEffect(() => {
    // Newer browsers give a promise back here, which must not become the effect's cleanup.
    void element.current?.scrollIntoView({ block: "nearest" });
  }, []);
  // Again when the word is saved: the button that had the focus has gone.
  const saved = card !== null;
  useEffect(() => element.current?.focus({ preventScroll: true }), [saved]);
  const asked = gloss === null;
  useEffect(() => {
    if (!asked) return;
    drills.vocabulary().then(
      (words) => setMeaning(words.find((other) => other.text === word.toLowerCase())?.english ?? ""),
      // Without it the meaning is told when the word is saved.
      () => undefined,
    );
  }, [asked, word]);

  const save = (): void => {
    const kept = {
      word,
      ...(gloss?.meaning ? { meaning: gloss.meaning } : {}),
      ...(sentence.length <= LONGEST_SENTENCE ? { sentence } : {}),
      ...(STORED.test(messageId) ? { message_id: messageId } : {}),
    };
    void attempt(async () => setCard(await drills.saveWord(kept)));
  };
  const explain = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const own = new FormData(event.currentTarget).get("meaning");
    if (card && typeof own === "string" && own.trim()) {
      void attempt(async () => setCard(await drills.changeCard(card.id, { back: own.trim() })));
    }
  };
  const known = card ? card.back : meaning;
  return (
    <div
      ref={element}
      className="word-detail correction-detail"
      role="region"
      tabIndex={-1}
      aria-label={text.title(word)}
      data-testid="word-detail"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className="correction-head">
        <strong className="word-lemma" lang="es" data-testid="lemma">
          {card?.front ?? gloss?.lemma ?? word}
        </strong>
        {gloss && <span className="tag">{gloss.level}</span>}
        <button type="button" className="icon-button small" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {known && <p data-testid="meaning">{known}</p>}
      {!card && !known && <p className="quiet">{text.unknown}</p>}
      {card && !known && (
        <form className="button-row" onSubmit={explain}>
          <input
            className="line-input"
            name="meaning"
            maxLength={LONGEST_SENTENCE}
            aria-label={text.meaning}
            placeholder={text.ownMeaning}
            autoComplete="off"
          />
          <button type="submit" className="button small" disabled={busy}>
            {text.keep}
          </button>
        </form>
      )}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div className="button-row" role="status">
        {card ? (
          <>
            <Hear id={`card:${card.id}`} url={drills.speechOf(card.id)} />
            <span className="quiet fine">
              <Icon name="check" />
              {text.saved}
            </span>
          </>
        ) : (
          <button type="button" className="button small" data-testid="save-word" aria-disabled={busy} onClick={save}>
            <Icon name="plus" />
            {text.save}
          </button>
        )}
      </div>
    </div>
  );
}
