import { useState, type ReactNode } from "react";
import { Icon } from "../../../shared/ui/Icon";
import { useMediaQuery } from "../../../shared/ui/useMediaQuery";
import type { Goal } from "./api";
import { countReached, type SceneState } from "./scenes";
import { strings } from "./strings";
import { told } from "../../../shared/i18n/told";

interface Props {
  state: SceneState;
  /** A turn is under way: one finishes when it is over. */
  busy: boolean;
  onFinish: () => void;
  /** Stands between the goals and the way out. */
  children?: ReactNode;
}

/** A quiet strip over the thread: who one is, what is reached and what is not, and the way out. */
export function Goals({ state, busy, onFinish, children }: Props) {
  const { scene, news } = state;
  const roomy = useMediaQuery("(min-width: 861px) and (min-height: 700px)");
  const [open, setOpen] = useState<boolean | null>(null);
  if (!scene) return null;
  const { goals, card } = scene;
  const text = strings.goals;
  const shown = open ?? (roomy && goals.length > 0);
  return (
    <section className="scene-strip" aria-label={text.title} data-testid="goals">
      <div className="scene-strip-head">
        <button
          type="button"
          className="text-button"
          data-testid="goals-toggle"
          aria-expanded={shown}
          onClick={() => setOpen(!shown)}
        >
          {goals.length > 0 ? (
            <>
              {text.title}
              <span className="goal-count">{text.count(countReached(goals), goals.length)}</span>
            </>
          ) : (
            text.scene
          )}
        </button>
        {children}
        <button
          type="button"
          className="text-button"
          data-testid="finish"
          aria-label={text.finishLabel}
          aria-disabled={busy}
          onClick={() => busy || onFinish()}
        >
          {text.finish}
        </button>
      </div>
      {shown && (
        <>
          <p className="quiet scene-strip-you">{told(card, "you").you}</p>
          <GoalList goals={goals} />
        </>
      )}
      <p className="visually-hidden" role="status" data-testid="goal-news">
        {news.length > 0 && `${text.news(news.map((goal) => told(goal, "text").text))} ${text.count(countReached(goals), goals.length)}`}
      </p>
    </section>
  );
}

/** Goals, those that are reached ticked. */
export function GoalList({ goals }: { goals: Goal[] }) {
  const text = strings.goals;
  return (
    <ul className="goals">
      {goals.map((one) => told(one, "text")).map(({ id, text: goal, reached }) => (
        <li key={id} className={reached ? "reached" : ""} data-testid={`goal-${id}`} data-reached={reached}>
          <span className="goal-sign" aria-hidden="true">
            {reached && <Icon name="check" />}
          </span>
          <span>{goal}</span>
          <span className="visually-hidden"> ({reached ? text.reached : text.open})</span>
        </li>
      ))}
    </ul>
  );
}
