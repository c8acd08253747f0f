import { useCallback, useEffect, useRef, useState } from "react";
import { CLASSES } from "../../../shared/routes";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { useTask } from "../../../shared/ui/useTask";
import { useTitle } from "../../../shared/ui/useTitle";
import type { Grade, Item } from "../../exercises/api";
import { Feedback } from "../../exercises/practice/Feedback";
import { Question } from "../../exercises/practice/Question";
import { TextAnswer } from "../../exercises/practice/TextAnswer";
import { ownApi } from "./api";
import { strings } from "./strings";
import "../../exercises/practice.css";
import "../classes.css";

interface Answered {
  grade: Grade;
  answer: string | null;
}

/** Sentences of a class, one after the other. */
export default function ClassPractice({ id, set }: { id: string; set: string }) {
  const text = strings.practice;
  useTitle(text.title);
  const [items, setItems] = useState<Item[] | null>(null);
  const [at, setAt] = useState(0);
  const [last, setLast] = useState<Answered | null>(null);
  const [right, setRight] = useState(0);
  const [tries, setTries] = useState(0);
  const { failure, busy, attempt } = useTask();
  const begin = useCallback(
    () =>
      attempt(async () => {
        setItems(await ownApi.items(id, set));
        setAt(0);
        setRight(0);
        setLast(null);
      }),
    [attempt, id, set],
  );
  useEffect(() => void begin(), [begin]);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (last) next.current?.focus();
  }, [last]);
  const item = items?.[at];
  const answer = (said: string | null): void =>
    void attempt(async () => {
      if (!item) return;
      const grade = await ownApi.answer(id, set, item.id, said, crypto.randomUUID().replaceAll("-", ""));
      if (!grade.counted) {
        setTries(tries + 1);
        return;
      }
      setLast({ grade, answer: said });
      if (grade.right) setRight(right + 1);
    });
  return (
    <div className="page-column practice" data-testid="class-practice">
      <a className="text-button back" href={CLASSES}>
        <Icon name="back" />
        {text.back}
      </a>
      <div className="practice-head">
        <h1>{text.title}</h1>
        {items && item && <span className="quiet">{text.place(at + 1, items.length)}</span>}
      </div>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {item && (
        <section className="task">
          <Question item={item} />
          {last ? (
            <>
              <Feedback grade={last.grade} answer={last.answer} english={false} />
              <div className="button-row">
                <button
                  ref={next}
                  type="button"
                  className="button"
                  data-testid="next"
                  onClick={() => {
                    setLast(null);
                    setAt(at + 1);
                  }}
                >
                  {text.next}
                </button>
              </div>
            </>
          ) : (
            <TextAnswer key={item.id} busy={busy} tries={tries} eager onAnswer={answer} />
          )}
        </section>
      )}
      {items && !item && (
        <section className="task" role="status">
          <p>{text.done(right, items.length)}</p>
          <div className="button-row">
            <button type="button" className="button" onClick={() => void begin()}>
              {text.again}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
