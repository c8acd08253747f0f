import { useState } from "react";
import { shortDate } from "../../shared/i18n/format";
import { common } from "../../shared/i18n/common";
import { DeleteDialog } from "../../shared/ui/DeleteDialog";
import { type Assignment, classesApi, type Room } from "./api";
import { HandedInDialog } from "./HandedInDialog";
import { strings } from "./strings";

interface Props {
  room: Room;
  onChange: (work?: () => Promise<unknown>) => Promise<boolean>;
}

/** What a class was given, and how it stands with everybody. */
export function AssignmentList({ room, onChange }: Props) {
  const text = strings.assignments;
  if (room.assignments.length === 0) return <p className="quiet">{text.none}</p>;
  return (
    <ul className="assignments">
      {room.assignments.map((assignment) => (
        <One key={assignment.id} assignment={assignment} room={room} onChange={onChange} />
      ))}
    </ul>
  );
}

function One({ assignment, room, onChange }: Props & { assignment: Assignment }) {
  const [opened, setOpened] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const { id, title, kind, due_at, note, learners, level } = assignment;
  const text = strings.assignments;
  const done = learners.filter(({ state }) => state === "done").length;
  const names = new Map(room.members.map((member) => [member.learner_id, member]));
  const shown = opened === null ? undefined : names.get(opened);
  return (
    <li className="assignment" data-testid="assignment">
      <p>
        <strong>{title}</strong> <span className="tag">{text.kinds[kind]}</span>{" "}
        {level && <span className="tag">{level}</span>}
      </p>
      <p className="quiet">
        {text.done(done, learners.length)}
        {due_at && ` · ${text.due(shortDate(due_at))}`}
      </p>
      {note && <p>{note}</p>}
      <ul className="standings-of">
        {learners.map((standing) => {
          const who = names.get(standing.learner_id)?.name ?? "";
          return (
            <li key={standing.learner_id} data-state={standing.state}>
              <button
                type="button"
                className="text-button"
                aria-label={text.open(who, title)}
                onClick={() => setOpened(standing.learner_id)}
              >
                {who}
              </button>{" "}
              <span className="quiet">
                {text.states[standing.state]}
                {standing.total !== null && ` · ${standing.right}/${standing.total}`}
                {standing.mark && ` · ${standing.mark}`}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="button-row">
        <button
          type="button"
          className="button small plain"
          aria-label={text.repeatLabel(title)}
          onClick={() => void onChange(() => classesApi.repeat(id, null))}
        >
          {text.repeat}
        </button>
        <button
          type="button"
          className="text-button"
          aria-label={text.takeBackLabel(title)}
          onClick={() => setDeleting(true)}
        >
          {common.remove}
        </button>
      </div>
      {deleting && (
        <DeleteDialog
          title={text.takeBackLabel(title)}
          text={text.takeBackSure}
          onClose={() => setDeleting(false)}
          onDelete={() => {
            setDeleting(false);
            void onChange(() => classesApi.takeBack(id));
          }}
        />
      )}
      {shown && opened !== null && (
        <HandedInDialog
          assignment={assignment}
          learner={shown}
          standing={learners.find(({ learner_id }) => learner_id === opened) ?? null}
          onChanged={() => {
            setOpened(null);
            void onChange();
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </li>
  );
}
