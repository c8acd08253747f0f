import { useEffect, useState } from "react";
import { shortDate } from "../../../shared/i18n/format";
import { decimal } from "../../../shared/i18n/plural";
import { strings as classStrings } from "../strings";
import { type LearnerWorkView, ownApi } from "./api";
import { strings } from "./strings";

type SoundName = keyof typeof strings.work.names;

/** What a learner who agreed was given and did, with recordings and the teacher's words; and the sounds they miss. */
export function LearnerWork({ id, learner }: { id: string; learner: string }) {
  const [view, setView] = useState<LearnerWorkView | null>(null);
  useEffect(() => {
    ownApi.work(id, learner).then(setView, () => undefined);
  }, [id, learner]);
  if (!view) return null;
  const text = strings.work;
  const states = classStrings.assignments;
  return (
    <div className="learner-work" data-testid="learner-work">
      <h2>{text.sounds}</h2>
      {view.words === 0 ? (
        <p className="quiet">{text.noSounds}</p>
      ) : (
        <>
          <p className="quiet">{text.examined(view.words)}</p>
          <ul className="sound-bars">
            {view.sounds.map(({ sound, missed }) => (
              <li key={sound}>
                <span>{text.names[sound as SoundName] ?? sound}</span>
                <meter min={0} max={view.words} value={missed} aria-label={text.names[sound as SoundName] ?? sound} />
                <span className="quiet">{text.missed(missed, `${decimal((100 * missed) / view.words)} %`)}</span>
              </li>
            ))}
            {view.sounds.length === 0 && <li className="quiet">{text.noneMissed}</li>}
          </ul>
        </>
      )}
      <h2>{text.tasks}</h2>
      <ul className="learner-tasks">
        {view.tasks.map((task) => (
          <li key={task.assignment_id}>
            <strong>{task.title}</strong> <span className="tag">{states.kinds[task.kind]}</span>{" "}
            <span className="quiet">
              {states.states[task.state]}
              {task.done_at && ` · ${shortDate(task.done_at)}`}
              {task.total !== null && task.right !== null && ` · ${task.right}/${task.total}`}
            </span>
            {task.recording_url && <audio controls preload="none" src={task.recording_url} aria-label={text.recordingOf(task.title)} />}
            {(task.comment || task.mark) && (
              <p className="teachers-word">
                {text.comment} {task.comment} {task.mark && <strong>{task.mark}</strong>}
              </p>
            )}
          </li>
        ))}
        {view.tasks.length === 0 && <li className="quiet">{states.none}</li>}
      </ul>
    </div>
  );
}
