import { exercisesApi, type Placement } from "../api";
import { learnersApi } from "../../learners/api";
import type { Learner } from "../../../shared/wire/types";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { HOME, MAP } from "../../../shared/routes";
import { useTask } from "../../../shared/ui/useTask";
import { keepText, readText } from "../../../shared/tabStorage";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Answer } from "../practice/Answer";
import { Question } from "../practice/Question";
import { Chances } from "./Chances";
import { useTitle } from "../../../shared/ui/useTitle";
import "../practice.css";
import "./placement.css";

interface Props {
  learner: Learner | null;
  limitSeconds: number | null;
  onLearner: (learner: Learner) => void;
}

/** Under which the test that was begun is remembered, for as long as the tab lives. */
const KEPT = "placement";

/** A short test, one question after the other, and what it says of the learner's level. */
export default function PlacementPage({ learner, limitSeconds, onLearner }: Props) {
  useTitle(strings.placement.title);
  const [placement, setPlacement] = useState<Placement | null>(null);
  const [begun, setBegun] = useState(() => readText(KEPT));
  const [aloud, setAloud] = useState(false);
  const { failure, busy, attempt } = useTask();
  const text = strings.placement;
  const item = placement?.item ?? null;
  const take = (work: () => Promise<Placement>): void => {
    if (busy) return;
    void attempt(async () => {
      const now = await work();
      setPlacement(now);
      keepText(KEPT, now.item ? now.id : "");
      setBegun(now.item ? now.id : "");
    });
  };
  /** Rises with each answer that was not counted, so that the field is taken up again. */
  const [tries, setTries] = useState(0);
  const answered = (work: () => Promise<Placement>): void => {
    setTries((count) => count + 1);
    take(work);
  };

  return (
    <div className="page-column placement" data-testid="placement">
      <h1>{text.title}</h1>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!placement && (
        <>
          <p>{text.text}</p>
          <label className="check">
            <input type="checkbox" checked={aloud} onChange={(event) => setAloud(event.target.checked)} />
            <span>
              {text.aloud} <span className="quiet">{text.aloudHint}</span>
            </span>
          </label>
          <div className="button-row">
            {begun && (
              <button type="button" className="button" disabled={busy} onClick={() => take(() => exercisesApi.placement(begun))}>
                {text.resume}
              </button>
            )}
            <button
              type="button"
              className={`button ${begun ? "plain" : ""}`}
              data-testid="begin-placement"
              disabled={busy}
              onClick={() => take(() => exercisesApi.beginPlacement(aloud))}
            >
              {text.start}
            </button>
          </div>
        </>
      )}
      {placement && item && (
        <>
          <div className="practice-time">
            <progress max="1" value={placement.share} aria-label={text.done} />
            <span className="quiet">{text.question(placement.answered + 1)}</span>
          </div>
          <section key={item.id} className="task">
            <Question item={item} />
            {placement.notice && (
              <p className="note" role="status" data-testid="not-counted">
                <strong>{strings.practice.verdicts.unusable}.</strong> {placement.notice}
              </p>
            )}
            <Answer
              item={item}
              busy={busy}
              tries={placement.notice ? tries : 0}
              limitSeconds={limitSeconds}
              onAnswer={(answer) => answered(() => exercisesApi.answerPlacement(placement.id, item.id, answer))}
              onRecording={(recording) => answered(() => exercisesApi.answerPlacementAloud(placement.id, recording))}
            />
          </section>
        </>
      )}
      {placement?.level && (
        <Result placement={placement} learner={learner} onLearner={onLearner}>
          <button type="button" className="button plain" onClick={() => setPlacement(null)}>
            {text.again}
          </button>
        </Result>
      )}
    </div>
  );
}

interface ResultProps {
  placement: Placement;
  learner: Learner | null;
  onLearner: (learner: Learner) => void;
  children: ReactNode;
}

function Result({ placement: { level, chances, begins }, learner, onLearner, children }: ResultProps) {
  const { failure, busy, attempt } = useTask();
  const [used, setUsed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const text = strings.placement;
  useEffect(() => heading.current?.focus(), []);
  if (!level) return null;
  const use = (): void =>
    void attempt(async () => {
      onLearner(await learnersApi.change({ level }));
      setUsed(true);
    });
  return (
    <section className="practice-over" data-testid="placement-result">
      <h2 ref={heading} tabIndex={-1}>
        {begins ? text.begins(level) : text.result(level)}
      </h2>
      {begins ? <p>{text.beginsText}</p> : <Chances chances={chances} level={level} />}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <p role="status">{(used || learner?.level === level) && text.used(level)}</p>
      <div className="button-row">
        {used || learner?.level === level ? (
          <>
            <a className="button" href={HOME}>
              {strings.placement.home}
            </a>
            <a className="button plain" href={MAP}>
              {text.map}
            </a>
          </>
        ) : (
          <button type="button" className="button" data-testid="use-level" disabled={busy} onClick={use}>
            {begins ? text.begin(level) : text.use(level)}
          </button>
        )}
        {children}
      </div>
    </section>
  );
}
