import "../../../shared/ui/detail.css";
import "./words.css";
import "../../../shared/ui/opinion.css";
import { type Card, cardsApi, type Entry } from "../api";
import { speechApi } from "../../speech/api";
import type { Gloss } from "../../../shared/wire/types";
import { useEffect, useLayoutEffect, useRef, useState, type FormEvent } from "react";
import type { Beside } from "../../../shared/text/words";
import { useTask } from "../../../shared/ui/useTask";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { Hear } from "../../../shared/audio/Hear";

interface Props {
  word: string;
  beside: Beside;
  /** Where it was met; "" when that is no good example. */
  sentence: string;
  messageId: string;
  gloss: Gloss | null;
  /** Said at once. */
  eager?: boolean;
  onClose: () => void;
}

/** The server knows a message by such an id; one that is still being sent has another. */
const STORED = /^[0-9a-f]{32}$/;
const LONGEST_SENTENCE = 500;

/** A sentence that is too long is no good example. */
const exampleOf = (sentence: string): string => (sentence.length <= LONGEST_SENTENCE ? sentence : "");

/** One word of a message: what it means, how it sounds, and a card of it to keep. */
export function WordDetail({ word, beside, sentence, messageId, gloss, eager = false, onClose }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [card, setCard] = useState<Card | null>(null);
  const [entry, setEntry] = useState<Entry | null>(null);
  /** The model's opinion; null before it is asked. */
  const [guess, setGuess] = useState<string | null>(null);
  const { failure, busy, attempt } = useTask();
  const text = strings.words;
  const { before, after } = beside;
  useEffect(() => {
    // Newer browsers give a promise back here, which must not become the effect's cleanup.
    void element.current?.scrollIntoView({ block: "nearest" });
  }, []);
  // Again when the word is saved, before anything else can be pressed: the button that had the focus has gone.
  const saved = card !== null;
  useLayoutEffect(() => element.current?.focus({ preventScroll: true }), [saved]);
  useEffect(() => {
    void attempt(async () => setEntry(await cardsApi.word(word, { before, after })));
  }, [attempt, word, before, after]);
  const lookedUp = entry ? entry.meaning : (gloss?.meaning ?? "");
  const ask = (): void =>
    void attempt(async () => setGuess((await cardsApi.guess(word, exampleOf(sentence))).meaning));

  const save = (): void => {
    const kept = {
      // As it was read where it stands: «encuentro» of «no encuentro» is a card of «encontrar».
      word: entry?.lemma ?? word,
      // A guess stays marked as one.
      ...(lookedUp || guess ? { meaning: lookedUp || `${guess} (?)` } : {}),
      sentence: exampleOf(sentence),
      ...(STORED.test(messageId) ? { message_id: messageId } : {}),
    };
    void attempt(async () => setCard(await cardsApi.saveWord(kept)));
  };
  const explain = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const own = new FormData(event.currentTarget).get("meaning");
    if (card && typeof own === "string" && own.trim()) {
      void attempt(async () => setCard(await cardsApi.change(card.id, { back: own.trim() })));
    }
  };
  const known = card ? card.back : lookedUp || guess || "";
  const level = entry?.level ?? gloss?.level;
  const about = [entry?.gender && text.gender[entry.gender], ...(entry?.forms ?? [])].filter(Boolean).join(" · ");
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
          {card?.front ?? entry?.lemma ?? gloss?.lemma ?? word}
        </strong>
        {level && <span className="tag">{level}</span>}
        <button type="button" className="icon-button small" aria-label={common.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {known && <p data-testid="meaning">{known}</p>}
      {about && (
        <p className="quiet" data-testid="forms">
          {about}
        </p>
      )}
      {entry?.elsewhere && (
        <p className="quiet" data-testid="elsewhere">
          {entry.elsewhere}
        </p>
      )}
      {!lookedUp && guess && (
        <p className="opinion" data-testid="opinion">
          <Icon name="question" />
          {text.opinion}
        </p>
      )}
      {entry?.source === "dictionary" && !card && <p className="quiet">{text.dictionary}</p>}
      {!card && entry && !known && <p className="quiet">{guess === "" ? text.noGuess : text.unknown}</p>}
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
        <Hear id={`word:${word}`} url={speechApi.wordUrl(word)} eager={eager} />
        {card || entry?.card_id ? (
          <span className="quiet fine">
            <Icon name="check" />
            {card ? text.saved : text.savedBefore}
          </span>
        ) : (
          <button type="button" className="button small" data-testid="save-word" aria-disabled={busy} onClick={save}>
            <Icon name="plus" />
            {text.save}
          </button>
        )}
        {!card && entry && !known && guess === null && (
          <button type="button" className="button small plain" data-testid="ask-word" aria-disabled={busy} onClick={ask}>
            <Icon name="question" />
            {busy ? text.asking : text.ask}
          </button>
        )}
      </div>
    </div>
  );
}
