import { useEffect, useState } from "react";
import { DOCUMENTS, HOME, PLACEMENT, PRACTICE } from "../../../shared/routes";
import { exercisesApi, type LevelDone as Level } from "../api";
import { strings } from "../strings";

/** What to do when every point of the learner's level is known; nothing before. */
export function LevelDone() {
  const [level, setLevel] = useState<Level | null>(null);
  useEffect(() => {
    // Without an answer there is nothing to say, and nothing is missing.
    exercisesApi.level().then(setLevel, () => undefined);
  }, []);
  if (!level?.done) return null;
  const text = strings.level;
  return (
    <section className="note" aria-labelledby="level-done" data-testid="level-done">
      <h2 id="level-done">{text.title(level.level)}</h2>
      <p>{text.known(level.points)}</p>
      <div className="button-row">
        <a className="button" href={PLACEMENT}>
          {text.test}
        </a>
        {level.next_level !== null && (
          <a className="button plain" href={PRACTICE}>
            {text.next(level.next_level)}
          </a>
        )}
        <a className="button plain" href={DOCUMENTS}>
          {text.texts}
        </a>
        <a className="button plain" href={HOME}>
          {text.talk}
        </a>
      </div>
    </section>
  );
}
