import { exercisesApi, type Point } from "../api";
import { LEVELS } from "../../../shared/wire/types";
import { useEffect, useState } from "react";
import { MAP, goTo, pointHash, PRACTICE } from "../../../shared/routes";
import { useTask } from "../../../shared/ui/useTask";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { LevelDone } from "./LevelDone";
import { PointDetail } from "./PointDetail";
import { StateSign } from "./StateSign";
import { useTitle } from "../../../shared/ui/useTitle";
import "../practice.css";
import { told } from "../../../shared/i18n/told";
import "./map.css";

interface Props {
  /** The point that is open. */
  point: string | null;
  /** Begins a conversation that gives chances to use a point. */
  onTalk: (point: string) => void;
}

const STATES = ["known", "learning", "next", "later"] as const;

/** Every grammar point by level: what is known, being learned, and may come next. */
export default function MapPage({ point, onTalk }: Props) {
  useTitle(strings.map.title);
  const [points, setPoints] = useState<Point[] | null>(null);
  const { failure, attempt } = useTask();
  const text = strings.map;
  useEffect(() => {
    void attempt(async () => setPoints(await exercisesApi.syllabus()));
  }, [attempt]);
  const open = points?.find(({ id }) => id === point);
  return (
    <div className="page-column map" data-testid="map">
      <h1>{text.title}</h1>
      <p className="quiet">{text.text}</p>
      <LevelDone />
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!points && !failure && <p className="quiet">{common.loading}</p>}
      {points && point !== null && !open && <p className="note">{text.gone}</p>}
      {points && (
        <>
          <ul className="map-legend" aria-label={text.legend}>
            {STATES.map((state) => (
              <li key={state} className={`state-${state}`}>
                <StateSign state={state} />
                {text.states[state]}
              </li>
            ))}
            <li className="state-known assumed">
              <StateSign state="known" />
              {text.assumed}
            </li>
          </ul>
          {LEVELS.map((level) => (
            <LevelPoints
              key={level}
              level={level}
              points={points.filter((other) => other.level === level)}
            />
          ))}
        </>
      )}
      {open && (
        <Dialog title={told(open, "title").title} className="point-dialog" onClose={() => goTo(MAP)}>
          <div className="dialog-scroll">
            <PointDetail point={open} />
            <ul className="quiet point-counts">
              <li>{open.assumed ? text.assumed : text.states[open.state]}</li>
              {open.attempts > 0 && <li>{text.attempts(open.right, open.attempts)}</li>}
              {open.open_errors > 0 && <li>{text.openErrors(open.open_errors)}</li>}
            </ul>
          </div>
          <footer className="dialog-foot">
            <button type="button" className="button plain" data-testid="talk-point" onClick={() => onTalk(open.id)}>
              {text.talk}
            </button>
            <a className="button" data-testid="practise" href={pointHash(PRACTICE, open.id)}>
              {text.practise}
            </a>
          </footer>
        </Dialog>
      )}
    </div>
  );
}

function LevelPoints({ level, points }: { level: string; points: Point[] }) {
  const text = strings.map;
  // What only the level tells is no achievement, least of all of somebody who has not said a word yet.
  const supposed = points.filter(({ state, assumed }) => state === "known" && assumed).length;
  const known = points.filter(({ state }) => state === "known").length - supposed;
  return (
    <section className="map-level" aria-labelledby={`map-${level}`}>
      <div className="map-level-head">
        <h2 id={`map-${level}`}>{level}</h2>
        <span className="quiet">{text.known(known, supposed, points.length)}</span>
      </div>
      <ul className="map-points">
        {points.map((point) => told(point, "title")).map(({ id, title, state, assumed }) => (
          <li key={id}>
            <a
              className={`map-point state-${state}${assumed ? " assumed" : ""}`}
              href={pointHash(MAP, id)}
              data-testid="map-point"
              data-point={id}
              data-state={state}
            >
              <StateSign state={state} />
              <span>{title}</span>
              <span className="visually-hidden">, {assumed ? text.assumed : text.states[state]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
