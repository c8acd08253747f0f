import { cardsApi, type ReviewSettings as Settings } from "./api";
import { useEffect, useId, useState } from "react";
import { useTask } from "../../shared/ui/useTask";
import { common } from "../../shared/i18n/common";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";

/** What the server takes. */
const LIMITS = { session_minutes: [1, 120], daily_limit: [0, 9999], new_per_day: [0, 999] } as const;
type Name = keyof typeof LIMITS;
const NAMES = Object.keys(LIMITS) as Name[];

/** How much the learner wants to practise a day. Each change is saved at once. */
export function ReviewSettings() {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [saved, setSaved] = useState(false);
  const { failure, attempt } = useTask();
  const id = useId();
  const text = strings.review;
  useEffect(() => {
    void attempt(async () => setSettings(await cardsApi.settings()));
  }, [attempt]);
  const change = async (part: Partial<Settings>): Promise<void> => {
    setSaved(false);
    setSaved(await attempt(async () => setSettings(await cardsApi.changeSettings(part))));
  };
  return (
    <section className="panel">
      <h2>{text.title}</h2>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {settings &&
        NAMES.map((name) => {
          const [least, most] = LIMITS[name];
          return (
            <p key={name} className="setting number">
              <label htmlFor={`${id}-${name}`}>{text.names[name]}</label>
              <input
                id={`${id}-${name}`}
                className="line-input"
                data-testid={name}
                type="number"
                inputMode="numeric"
                min={least}
                max={most}
                defaultValue={settings[name]}
                onBlur={({ currentTarget: field }) => {
                  const wanted = Math.round(field.valueAsNumber);
                  const value = Number.isNaN(wanted) ? settings[name] : Math.min(most, Math.max(least, wanted));
                  field.value = String(value);
                  if (value !== settings[name]) void change({ [name]: value });
                }}
                onKeyDown={(event) => {
                  if (event.key === "Enter") event.currentTarget.blur();
                }}
              />
            </p>
          );
        })}
      <p className="quiet">
        {text.hint} <span role="status">{saved && common.saved}</span>
      </p>
    </section>
  );
}
