import { useCallback, useEffect, useState } from "react";
import { shortDate } from "../../shared/i18n/format";
import { classPracticeHash, documentHash, goTo, longerHash, pointHash, PRACTICE } from "../../shared/routes";
import { Problem } from "../../shared/errors/Problem";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import type { LevelId } from "../../shared/wire/types";
import { classesApi, type Given as Assignment } from "./api";
import { strings } from "./strings";
import "./classes.css";

/** So long something that is done is still shown, in days: the teacher may say something of it. */
const SHOWN_DAYS = 14;
const DAY_MS = 86_400_000;

interface Props {
  /** Only this one, whatever its state. */
  only?: string;
  arrivals: number;
  onScene: (sceneId: string, level: LevelId | null) => void;
}

/** What one's classes have to do; nothing where one is in none. */
export default function Given({ only, arrivals, onScene }: Props) {
  const [all, setAll] = useState<Assignment[] | null>(null);
  const { failure, busy, attempt } = useTask();
  const read = useCallback((): void => {
    // Without accounts there are no classes, and nothing is to be said of it.
    classesApi.mine().then(setAll, () => undefined);
  }, []);
  useEffect(read, [read, arrivals]);
  const text = strings.given;
  const now = useNow(all);
  const shown = (all ?? []).filter(
    ({ id, state, done_at }) =>
      only === undefined ? state !== "done" || (done_at !== null && now - Date.parse(done_at) < SHOWN_DAYS * DAY_MS) : id === only,
  );
  if (only !== undefined && all && shown.length === 0) return <Problem code="task_gone" />;
  if (shown.length === 0) return null;
  const start = (assignment: Assignment): void =>
    void attempt(async () => {
      const { document_id } = await classesApi.start(assignment.id);
      if (assignment.scene_id) onScene(assignment.scene_id, assignment.level);
      else if (assignment.set_id) goTo(classPracticeHash(assignment.classroom_id, assignment.set_id));
      else if (document_id) goTo(documentHash(document_id, null));
      else if (assignment.exercise) {
        const [family, ...id] = assignment.exercise.split(".");
        goTo(longerHash(family as "gaps" | "listening" | "tasks", id.join(".")));
      } else goTo(assignment.points[0] ? pointHash(PRACTICE, assignment.points[0]) : PRACTICE);
    });
  return (
    <section className="today-row given" aria-label={text.title} data-testid="given">
      <h2 className="quiet">{text.title}</h2>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <ul>
        {shown.map((assignment) => {
          const { id, title, kind, level, state, part, whole, due_at, note, comment, mark, class_name, right, total } = assignment;
          const late = state !== "done" && due_at !== null && Date.parse(due_at) < now;
          return (
            <li key={id} data-state={state} data-testid="given-one">
              <p className="today-name">
                {title} <span className="tag">{strings.assignments.kinds[kind]}</span> {level && <span className="tag">{level}</span>}
              </p>
              <p className="quiet">
                {class_name}
                {due_at && state !== "done" && ` · ${late ? text.late(shortDate(due_at)) : strings.assignments.due(shortDate(due_at))}`}
                {` · ${strings.assignments.states[state]}`}
                {state !== "done" && whole > 1 && ` · ${text.part(part, whole)}`}
                {state === "done" && total !== null && right !== null && ` · ${right}/${total}`}
              </p>
              {note && state !== "done" && <p>{note}</p>}
              {(comment || mark) && (
                <p className="teachers-word">
                  {text.says} {comment} {mark && <strong>{mark}</strong>}
                </p>
              )}
              <div className="button-row">
                {state !== "done" ? (
                  <button type="button" className="button small" disabled={busy} aria-label={text.startLabel(title)} onClick={() => start(assignment)}>
                    {text.start}
                  </button>
                ) : (
                  <button
                    type="button"
                    className="text-button"
                    disabled={busy}
                    aria-label={text.againLabel(title)}
                    onClick={() =>
                      void attempt(async () => {
                        await classesApi.again(id);
                        setAll(await classesApi.mine());
                      })
                    }
                  >
                    {text.again}
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The time when the list came. */
function useNow(list: unknown): number {
  const [now, setNow] = useState(() => Date.now());
  const [seen, setSeen] = useState(list);
  if (list !== seen) {
    setSeen(list);
    setNow(Date.now());
  }
  return now;
}
