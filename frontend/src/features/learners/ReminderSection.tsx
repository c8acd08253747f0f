import { useState } from "react";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Field } from "../../shared/ui/Field";
import { Secret } from "../../shared/ui/Secret";
import { useTask } from "../../shared/ui/useTask";
import type { Learner } from "../../shared/wire/types";
import { learnersApi } from "./api";
import { strings } from "./strings";

const USUAL = "18:00";

interface Props {
  learner: Learner;
  onChange: (part: Partial<Learner>) => Promise<void>;
}

/** When to be reminded: by the browser while the tutor is open in it, or by one's own calendar. */
export function ReminderSection({ learner, onChange }: Props) {
  const [refused, setRefused] = useState(false);
  const [address, setAddress] = useState<string | null>(null);
  const { failure, busy, attempt } = useTask();
  const text = strings.reminder;
  const on = learner.reminder_at !== "";
  const toggle = async (wanted: boolean): Promise<void> => {
    setRefused(false);
    if (wanted && "Notification" in window && (await Notification.requestPermission()) !== "granted") setRefused(true);
    await onChange({ reminder_at: wanted ? USUAL : "" });
  };
  return (
    <section data-testid="reminder">
      <h3>{text.title}</h3>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <label className="check">
        <input type="checkbox" data-testid="remind" checked={on} onChange={(event) => void toggle(event.target.checked)} />
        {text.remind}
      </label>
      {on && (
        <Field label={text.at}>
          <input
            className="line-input"
            type="time"
            data-testid="reminder-at"
            defaultValue={learner.reminder_at}
            onBlur={({ currentTarget: { value } }) => {
              if (value && value !== learner.reminder_at) void onChange({ reminder_at: value });
            }}
          />
        </Field>
      )}
      {on && <p className="quiet">{refused ? text.refused : text.how}</p>}
      {address ? (
        <Secret label={text.address} value={address} />
      ) : (
        <button
          type="button"
          className="button small plain"
          data-testid="calendar"
          aria-disabled={busy}
          onClick={() =>
            void attempt(async () => setAddress(new URL((await learnersApi.calendar()).path, window.location.href).href))
          }
        >
          {text.calendar}
        </button>
      )}
      <p className="quiet">{text.calendarHint}</p>
    </section>
  );
}
