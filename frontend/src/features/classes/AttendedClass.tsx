import { useState } from "react";
import { shortDate } from "../../shared/i18n/format";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { SureNote } from "../../shared/ui/SureNote";
import { useTask } from "../../shared/ui/useTask";
import { type Attended, classesApi } from "./api";
import { ClassSets } from "./own/ClassSets";
import { strings } from "./strings";
import { WhoSees } from "./WhoSees";

/** A class that one is in: whether its teacher may see one, and the way out. */
export function AttendedClass({ attended, onChanged }: { attended: Attended; onChanged: () => void }) {
  const { id, name, teacher, consented_at, retention_days } = attended;
  const { failure, busy, attempt } = useTask();
  const [leaving, setLeaving] = useState(false);
  const text = strings.attended;
  const change = (work: () => Promise<unknown>): void =>
    void attempt(async () => {
      await work();
      onChanged();
    });
  return (
    <article className="attended" data-testid="attended">
      <h3>{name}</h3>
      <p className="quiet">{strings.join.teacher(teacher)}</p>
      <p>{consented_at ? text.seen(teacher, shortDate(consented_at)) : text.unseen(teacher)}</p>
      <details>
        <summary>{strings.whoSees.title}</summary>
        <WhoSees teacher={teacher} retentionDays={retention_days} />
      </details>
      <ClassSets id={id} />
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div className="button-row">
        <button
          type="button"
          className="button small plain"
          disabled={busy}
          data-testid="consent"
          onClick={() => change(() => classesApi.consent(id, consented_at === null))}
        >
          {consented_at ? text.revoke : text.agree}
        </button>
        <button type="button" className="text-button" onClick={() => setLeaving(true)}>
          {text.leave}
        </button>
      </div>
      {leaving && (
        <SureNote
          text={text.leaveSure(teacher)}
          label={text.leave}
          busy={busy}
          onYes={() => change(() => classesApi.leave(id))}
          onNo={() => setLeaving(false)}
        />
      )}
    </article>
  );
}
