import type { Grade } from "../api";
import { KeptHere } from "../../cards/offline/KeptHere";
import { useState } from "react";
import { useKeys } from "../../../shared/ui/useKeys";
import { usePractice, type PracticeControls } from "./usePractice";
import { clock } from "../../../shared/i18n/format";
import { isRatable, itemOf, possibleRatings, suggestedRating, type Task } from "./session";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { Answer } from "./Answer";
import { CardFace } from "./CardFace";
import { Explain } from "./Explain";
import { Feedback } from "./Feedback";
import { Next } from "./Next";
import { OwnMistake } from "./OwnMistake";
import { Question } from "./Question";
import { Ratings } from "./Ratings";
import { Summary } from "./Summary";
import { TakeSounds } from "./TakeSounds";
import { useTitle } from "../../../shared/ui/useTitle";
import "../practice.css";

interface Props {
  /** A grammar point to practise alone. */
  point: string | null;
  limitSeconds: number | null;
}

/** A short session; another one starts afresh. */
export default function Practice(props: Props) {
  useTitle(strings.practice.title);
  const [session, setSession] = useState(0);
  return <Session key={session} {...props} onAgain={() => setSession(session + 1)} />;
}

function Session({ point, limitSeconds, onAgain }: Props & { onAgain: () => void }) {
  const controls = usePractice(point);
  const { practice, queue, failure, stale, share, seconds, undo } = controls;
  const { tasks, phase, results } = practice;
  const task = tasks[0];
  const text = strings.practice;
  const over = phase.name === "over";
  const reviewed = results.some(({ cardId }) => cardId !== null);
  useKeys((key) => {
    if (key === "u" && reviewed) undo();
  });
  const left = 60 * (queue?.session_minutes ?? 0) - seconds;
  return (
    <div className="page-column practice" data-testid="practice">
      <div className="practice-head">
        <h1>{text.title}</h1>
        {reviewed && (
          <button type="button" className="text-button" data-testid="undo" title={text.undoHint} onClick={undo}>
            <Icon name="again" />
            {text.undo}
          </button>
        )}
        {!over && (
          <button type="button" className="text-button" data-testid="finish" onClick={controls.finish}>
            {text.finish}
          </button>
        )}
      </div>
      {!over && queue && (
        <div className="practice-time">
          <progress max="1" value={share} aria-label={text.time} />
          <span className="quiet">{left > 0 ? text.timeLeft(clock(left)) : text.timeUp}</span>
        </div>
      )}
      <KeptHere here={controls.here} />
      {stale && <p className="note" role="status">{text.stale}</p>}
      {failure && (
        <ErrorNote message={failure.message} action={failure.action}>
          {phase.name === "empty" && (
            <button type="button" className="button small" onClick={controls.retry}>
              {common.retry}
            </button>
          )}
        </ErrorNote>
      )}
      {phase.name === "empty" && !failure && <p className="quiet">{common.loading}</p>}
      {over && <Summary results={results} seconds={seconds} onAgain={onAgain} />}
      {task && !over && (
        <TaskView
          key={`${itemOf(task)?.id ?? ""}:${results.length}:${tasks.length}`}
          task={task}
          controls={controls}
          limitSeconds={limitSeconds}
        />
      )}
    </div>
  );
}

/** What the learner set out to say: the answer or its sentence, whichever has as many words as were heard, else these. */
function toBeSaid({ expected, sentence }: Grade, heard: string): string {
  const length = (text: string): number => text.match(/\p{L}+/gu)?.length ?? 0;
  return [expected, sentence].find((text) => length(text) === length(heard)) ?? heard;
}

interface TaskProps {
  task: Task;
  controls: PracticeControls;
  limitSeconds: number | null;
}

function TaskView({ task, controls, limitSeconds }: TaskProps) {
  const { practice, busy } = controls;
  const { phase } = practice;
  const card = task.kind === "card" ? task.card : null;
  const item = itemOf(task);
  const text = strings.practice;
  return (
    <section className="task">
      {card && <p className="tag">{text.card[card.kind]}</p>}
      {item ? <Question item={item} onSkip={controls.skip} /> : card && (
        <CardFace card={card} shown={phase.name === "shown"} onShow={controls.show} />
      )}
      {phase.name === "asking" && (
        <>
          {phase.notice && (
            <p className="note" role="status" data-testid="not-counted">
              <strong>{text.verdicts.unusable}.</strong> {phase.notice}
            </p>
          )}
          {item && (
            <Answer
              item={item}
              busy={busy}
              tries={phase.tries}
              limitSeconds={limitSeconds}
              onAnswer={controls.answer}
              onRecording={controls.answerAloud}
            />
          )}
        </>
      )}
      {phase.name === "graded" && (
        <>
          <Feedback grade={phase.grade} answer={phase.answer} english={item?.kind === "listen"} />
          {item && controls.take && phase.grade.transcript && (
            <TakeSounds itemId={item.id} take={controls.take} text={toBeSaid(phase.grade, phase.grade.transcript)} />
          )}
          {card?.kind === "error" && <OwnMistake card={card} />}
          {phase.grade.verdict === "unforeseen" && phase.judged && (
            <p className="note" role="status" data-testid="no-opinion">
              {text.noOpinion}
            </p>
          )}
          {phase.grade.verdict === "unforeseen" && controls.here && (
            <p className="note" role="status">
              {text.judgedLater}
            </p>
          )}
          {phase.grade.verdict === "unforeseen" && !phase.judged && !controls.here && (
            <button
              type="button"
              className="button plain ask"
              data-testid="ask"
              aria-disabled={busy}
              onClick={controls.judge}
            >
              <Icon name="question" />
              {busy ? text.asking : text.ask}
            </button>
          )}
        </>
      )}
      {isRatable(practice) && (
        <Ratings possible={possibleRatings(phase)} suggested={suggestedRating(phase)} busy={busy} onRate={controls.rate} />
      )}
      {task.kind === "item" && phase.name === "graded" && (
        <div className="button-row">
          <Next onNext={controls.next} />
        </div>
      )}
      {item && phase.name === "graded" && <Explain pointId={item.point} />}
    </section>
  );
}
