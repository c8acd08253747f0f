import { useCallback, useEffect, useState } from "react";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useList } from "../../../shared/ui/useList";
import { useTitle } from "../../../shared/ui/useTitle";
import { LEVELS, studyApi, type StudyWord } from "./api";
import { strings } from "./strings";
import { WordRow } from "./WordRow";
import "../../exercises/practice.css";
import "./study.css";

/** Pause after the last key before the list is searched, in ms. */
const TYPED = 300;
/** As many are made cards at once. */
const AT_ONCE = 300;

const isKnown = ({ standing }: StudyWord): boolean => standing === "review" || standing === "retired";

/** The words of a level by topic: what one has, what they mean, how they sound, and cards of them. */
export default function StudyPage({ level: own }: { level: string }) {
  useTitle(strings.title);
  const [level, setLevel] = useState(own);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), TYPED);
    return () => clearTimeout(timer);
  }, [typed]);
  const read = useCallback(() => (asked ? studyApi.search(asked) : studyApi.ofLevel(level)), [asked, level]);
  const { items, busy, failure, change } = useList(read);
  const add = (words: StudyWord[]): void =>
    void change(() => studyApi.add(words.slice(0, AT_ONCE).map(({ shown }) => shown)));
  const topics = [...new Set(items.map(({ topic }) => topic))];
  return (
    <div className="page-column practice study" data-testid="study">
      <h1>{strings.title}</h1>
      <p className="quiet">{strings.intro}</p>
      <input
        className="line-input"
        type="search"
        maxLength={60}
        data-testid="study-search"
        aria-label={strings.search}
        placeholder={strings.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {!asked && (
        <div className="study-levels" role="group" aria-label={strings.levels}>
          {LEVELS.map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={name === level}
              data-testid={`study-${name}`}
              onClick={() => setLevel(name)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <p className="quiet" role="status" data-testid="study-count">
        {items.length > 0
          ? strings.count(items.length, items.filter(({ card_id }) => card_id).length, items.filter(isKnown).length)
          : !busy && (asked ? strings.nothing : "")}
      </p>
      {asked ? (
        <Rows words={items} busy={busy} withLevel onAdd={add} />
      ) : (
        topics.map((topic) => (
          <Topic
            key={`${level} ${topic}`}
            name={topic}
            words={items.filter((word) => word.topic === topic)}
            busy={busy}
            onAdd={add}
          />
        ))
      )}
    </div>
  );
}

interface TopicProps {
  name: string;
  words: StudyWord[];
  busy: boolean;
  onAdd: (words: StudyWord[]) => void;
}

/** A topic, drawn when it is opened: a level has hundreds of words. */
function Topic({ name, words, busy, onAdd }: TopicProps) {
  const [open, setOpen] = useState(false);
  const fresh = words.filter(({ card_id }) => !card_id);
  return (
    <details
      className="study-topic"
      open={open}
      data-testid={`topic-${name}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {strings.topics[name] ?? name}{" "}
        <span className="quiet">
          {words.length - fresh.length} / {words.length}
        </span>
      </summary>
      {open && (
        <>
          {fresh.length > 0 && (
            <button
              type="button"
              className="button small plain"
              data-testid="add-topic"
              aria-disabled={busy}
              onClick={() => {
                if (!busy) onAdd(fresh);
              }}
            >
              {strings.addAll(fresh.length)}
            </button>
          )}
          <Rows words={words} busy={busy} onAdd={onAdd} />
        </>
      )}
    </details>
  );
}

interface RowsProps {
  words: StudyWord[];
  busy: boolean;
  withLevel?: boolean;
  onAdd: (words: StudyWord[]) => void;
}

function Rows({ words, busy, withLevel = false, onAdd }: RowsProps) {
  return (
    <ul className="study-words">
      {words.map((word) => (
        <WordRow key={word.shown} word={word} known={isKnown(word)} withLevel={withLevel} busy={busy} onAdd={() => onAdd([word])} />
      ))}
    </ul>
  );
}
