import { useEffect, useState, type ReactNode } from "react";
import { conversationHash, PLACEMENT, PRACTICE } from "../../shared/routes";
import type { ConversationSummary } from "../../shared/wire/types";
import { type Day, todayApi } from "./api";
import { DayRing } from "./DayRing";
import { SceneIcon } from "../conversation/scene/SceneIcon";
import { strings } from "./strings";
import { told } from "../../shared/i18n/told";
import "./today.css";

/** Whoever is not answered by then begins without what the tutor suggests. */
const PATIENCE_MS = 10_000;

interface Props {
  latest: ConversationSummary | null;
  /** Read again when this changes: the server has come back. */
  arrivals: number;
  /** The language in which the tutor tells what it suggests: read again once it knows that of the page. */
  toldIn: string;
  /** What one's classes have to do. */
  given: ReactNode;
  /** The way back into the first minute, where it is still to be had. */
  onSetUp: (() => void) | null;
  onNew: () => void;
  onScene: (scenarioId: string) => void;
}

/** Home: what to do now. */
export function Today({ latest, arrivals, toldIn, given, onSetUp, onNew, onScene }: Props) {
  const [day, setDay] = useState<Day | null>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    // The status strip already says that the server is gone; without its answer there is still a way to begin.
    const answered = (): void => {
      if (!abort.signal.aborted) setAsked(true);
    };
    todayApi.read(abort.signal).then(setDay, () => undefined).then(answered, answered);
    const timer = setTimeout(answered, PATIENCE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [arrivals, toldIn]);

  // All at once: nothing is pushed away under a finger.
  if (!asked) return <div data-testid="today" />;
  const scene = day && told(day.scene, "title", "description");
  return (
    <div className="home" data-testid="today">
      <h1 lang="es">{strings.title}</h1>
      <p className="meaning">{strings.meaning}</p>
      {day && <Standing day={day} />}
      {given}
      {latest && (
        <a className="today-row" href={conversationHash(latest.id)} data-testid="go-on-with">
          <span className="quiet">{strings.goOn}</span>
          <span className="today-name">{latest.title}</span>
          {latest.last_text && (
            <span className="row-last" lang="es">
              {latest.last_text}
            </span>
          )}
        </a>
      )}
      {day && scene && (
        <section className="today-row today-scene" aria-label={strings.scene} data-testid="todays-scene">
          <SceneIcon icon={day.scene.icon} />
          <div>
            <p className="quiet">{strings.scene}</p>
            <p className="today-name">
              <span>{scene.title}</span>{" "}
              <span className="tag">{day.scene.level_min}</span>
            </p>
            <p>{scene.description}</p>
            <p className="quiet">{strings.why[day.why]}</p>
            <div className="button-row">
              <button type="button" className="button" data-testid="play-scene" onClick={() => onScene(day.scene.id)}>
                {strings.play}
              </button>
              <button type="button" className="button plain" onClick={onNew}>
                {strings.others}
              </button>
            </div>
          </div>
        </section>
      )}
      {!day && (
        <button type="button" className="button large today-talk" onClick={onNew}>
          {strings.talk}
        </button>
      )}
      {day && (
        <a className="today-row" href={PRACTICE} data-testid="todays-cards">
          <span className="quiet">{strings.cards}</span>
          {day.due + day.new > 0 ? (
            <span className="today-name">
              {strings.due(day.due + day.new)}{" "}
              <span className="quiet">{strings.dueMinutes(Math.max(1, Math.round(day.minutes_due)))}</span>
            </span>
          ) : (
            <span>{strings.nothingDue}</span>
          )}
        </a>
      )}
      {!latest && (
        <a className="offer" href={PLACEMENT} data-testid="offer-placement">
          {strings.placement}
        </a>
      )}
      {onSetUp && (
        <button type="button" className="text-button offer" data-testid="set-up" onClick={onSetUp}>
          {strings.setUp}
        </button>
      )}
    </div>
  );
}

/** Minutes and days, told quietly. */
function Standing({ day: { minutes_done, minutes_a_day, minutes_a_week, week, streak_days } }: { day: Day }) {
  const done = Math.floor(minutes_done);
  const thisWeek = Math.floor(week.reduce((sum, minutes) => sum + minutes, 0));
  return (
    <div className="standings">
      <p className="standing" data-testid="standing">
        <DayRing share={minutes_done / minutes_a_day} />
        <span>
          {minutes_done >= minutes_a_day ? strings.dayDone(done) : strings.day(done, minutes_a_day)}
          {streak_days > 1 && <span className="quiet"> · {strings.streak(streak_days)}</span>}
        </span>
      </p>
      <p className="standing" data-testid="week">
        <DayRing share={thisWeek / minutes_a_week} />
        <span>{thisWeek >= minutes_a_week ? strings.weekDone(thisWeek) : strings.week(thisWeek, minutes_a_week)}</span>
      </p>
    </div>
  );
}
