import { useEffect, useState, type FormEvent } from "react";
import { Dialog } from "../../shared/ui/Dialog";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { type Assignment, classesApi, type HandedIn, type Room, type Standing } from "./api";
import { strings } from "./strings";

interface Props {
  assignment: Assignment;
  learner: Room["members"][number];
  standing: Standing | null;
  onChanged: () => void;
  onClose: () => void;
}

/** What a learner handed in, if they let it be seen, and what the teacher says of it. */
export function HandedInDialog({ assignment, learner, standing, onChanged, onClose }: Props) {
  const [seen, setSeen] = useState<HandedIn | null>(null);
  const [comment, setComment] = useState(standing?.comment ?? "");
  const [mark, setMark] = useState(standing?.mark ?? "");
  const { failure, busy, attempt } = useTask();
  const text = strings.handedIn;
  const readable = standing?.handed_in ?? false;
  useEffect(() => {
    if (readable) void attempt(async () => setSeen(await classesApi.handedIn(assignment.id, learner.learner_id)));
  }, [attempt, readable, assignment.id, learner.learner_id]);
  const say = (returned: boolean): void =>
    void attempt(async () => {
      await classesApi.comment(assignment.id, learner.learner_id, { comment, mark, returned });
      onChanged();
    });
  return (
    <Dialog title={`${learner.name}: ${assignment.title}`} className="settings" onClose={onClose}>
      <div className="dialog-scroll" data-testid="handed-in">
        <section>
          <p>
            {strings.assignments.states[standing?.state ?? "open"]}
            {standing?.total != null && ` · ${text.measured(standing.right ?? 0, standing.total)}`}
          </p>
          {!learner.consented && <p className="quiet">{text.hidden(learner.name)}</p>}
          {seen?.text && (
            <blockquote lang="es" className="handed-in-text">
              {seen.text}
            </blockquote>
          )}
          {seen?.recording_url && <audio controls preload="none" src={seen.recording_url} aria-label={text.recording} />}
        </section>
        <form
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            say(false);
          }}
        >
          <section>
            <label className="stacked">
              <span>{text.comment}</span>
              <textarea
                className="line-input"
                rows={3}
                maxLength={2000}
                value={comment}
                onChange={(event) => setComment(event.target.value)}
              />
            </label>
            <label className="stacked">
              <span>{text.mark}</span>
              <input className="line-input" maxLength={40} value={mark} onChange={(event) => setMark(event.target.value)} />
            </label>
            {failure && <ErrorNote message={failure.message} action={failure.action} />}
            <div className="button-row">
              <button type="submit" className="button small" disabled={busy}>
                {text.send}
              </button>
              {standing?.state === "done" && (
                <button type="button" className="button small plain" disabled={busy} onClick={() => say(true)}>
                  {text.giveBack}
                </button>
              )}
            </div>
          </section>
        </form>
      </div>
    </Dialog>
  );
}
