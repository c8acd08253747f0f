import { useState } from "react";
import { CLASSES, goTo } from "../../shared/routes";
import { plural } from "../../shared/i18n/plural";
import { common } from "../../shared/i18n/common";
import { DeleteDialog } from "../../shared/ui/DeleteDialog";
import { Field } from "../../shared/ui/Field";
import { classesApi, type Room } from "./api";
import { strings } from "./strings";

const DAYS = [30, 90, 180, 365, 730];

interface Props {
  room: Room;
  onChange: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** How long a class keeps what was handed in, who is in it, and its end. */
export function ClassSettings({ room, onChange }: Props) {
  const [deleting, setDeleting] = useState(false);
  const [leaving, setLeaving] = useState<Room["members"][number] | null>(null);
  const { id, name, retention_days, members } = room;
  const text = strings.settings;
  const days = [...new Set([...DAYS, ...(retention_days === null ? [] : [retention_days])])].sort((a, b) => a - b);
  return (
    <section data-testid="class-settings">
      <h2>{text.title}</h2>
      <ul className="class-list">
        {members.map((member) => (
          <li key={member.learner_id}>
            {member.name} <span className="quiet">{member.consented ? strings.overview.seen : strings.overview.unseen}</span>
            <button
              type="button"
              className="text-button"
              aria-label={text.removeLabel(member.name)}
              onClick={() => setLeaving(member)}
            >
              {text.remove}
            </button>
          </li>
        ))}
      </ul>
      <Field label={text.retention}>
        <select
          value={retention_days ?? "always"}
          onChange={({ target: { value } }) =>
            void onChange(() => classesApi.change(id, { retention_days: value === "always" ? null : Number(value) }))
          }
        >
          {days.map((count) => (
            <option key={count} value={count}>
              {plural(count, { one: strings.whoSees.day, other: strings.whoSees.days })}
            </option>
          ))}
          <option value="always">{text.always}</option>
        </select>
      </Field>
      <p className="quiet">{text.retentionHint}</p>
      <div className="button-row">
        <button type="button" className="button small danger" onClick={() => setDeleting(true)}>
          {text.delete}
        </button>
      </div>
      {leaving && (
        <DeleteDialog
          title={text.removeLabel(leaving.name)}
          text={text.removeSure(leaving.name)}
          onClose={() => setLeaving(null)}
          onDelete={() => {
            setLeaving(null);
            void onChange(() => classesApi.removeMember(id, leaving.learner_id));
          }}
        />
      )}
      {deleting && (
        <DeleteDialog
          title={text.delete}
          text={text.deleteSure(name)}
          onClose={() => setDeleting(false)}
          onDelete={() => {
            setDeleting(false);
            // What is gone is not read again.
            classesApi.remove(id).then(
              () => goTo(CLASSES),
              (error: unknown) => void onChange(() => Promise.reject(error instanceof Error ? error : new Error(common.app))),
            );
          }}
        />
      )}
    </section>
  );
}
