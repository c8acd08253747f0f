import { useEffect, useState, type FormEvent } from "react";
import { LEVELS, type LevelId } from "../../shared/wire/types";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Field } from "../../shared/ui/Field";
import { useTask } from "../../shared/ui/useTask";
import type { NewAssignment } from "./api";
import { type ChoiceKind, CHOICES, choicesOf, type Option } from "./choices";
import { strings } from "./strings";

type What = Partial<NewAssignment> & Pick<NewAssignment, "kind">;

interface Props {
  /** The class. */
  room: string;
  busy: boolean;
  onGive: (what: What) => Promise<boolean>;
}

/** Gives a class something to do. */
export function AssignmentForm({ room, busy, onGive }: Props) {
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<ChoiceKind>("scene");
  const [options, setOptions] = useState<Option[]>([]);
  const [chosen, setChosen] = useState<string[]>([]);
  const { failure, attempt } = useTask();
  const text = strings.form;
  useEffect(() => {
    if (!open) return;
    let wanted = true;
    void attempt(async () => {
      const found = await choicesOf(kind, room);
      if (wanted) setOptions(found);
    });
    return () => {
      wanted = false;
    };
  }, [attempt, kind, open, room]);
  if (!open) {
    return (
      <div className="button-row">
        <button type="button" className="button" data-testid="new-assignment" onClick={() => setOpen(true)}>
          {text.open}
        </button>
      </div>
    );
  }
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const [first] = chosen;
    if (first === undefined) return;
    const due = String(said.get("due") ?? "");
    const level = String(said.get("level") ?? "");
    const given = await onGive({
      ...CHOICES[kind](first, chosen),
      note: String(said.get("note") ?? ""),
      amount: Number(said.get("amount") ?? 0) || 0,
      level: level ? (level as LevelId) : null,
      due_at: due ? new Date(`${due}T23:59:00`).toISOString() : null,
    });
    if (given) {
      setOpen(false);
      setChosen([]);
    }
  };
  return (
    <form className="assignment-form" data-testid="assignment-form" onSubmit={(event) => void submit(event)}>
      <Field label={text.kind}>
        <select
          value={kind}
          onChange={({ target: { value } }) => {
            setKind(value as ChoiceKind);
            setOptions([]);
            setChosen([]);
          }}
        >
          {(Object.keys(CHOICES) as ChoiceKind[]).map((name) => (
            <option key={name} value={name}>
              {text.kinds[name]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={text.what}>
        <select
          required
          multiple={kind === "points"}
          size={kind === "points" ? 8 : undefined}
          value={kind === "points" ? chosen : (chosen[0] ?? "")}
          onChange={({ target }) => setChosen([...target.selectedOptions].map(({ value }) => value).filter(Boolean))}
        >
          {kind !== "points" && <option value="">{text.choose}</option>}
          {options.map(({ id, title, level }) => (
            <option key={id} value={id}>
              {level ? `${level} · ${title}` : title}
            </option>
          ))}
        </select>
      </Field>
      {kind === "scene" && (
        <Field label={text.level}>
          <select name="level">
            <option value="">{text.own}</option>
            {LEVELS.map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
        </Field>
      )}
      {kind === "points" && (
        <Field label={text.answers}>
          <input className="line-input" name="amount" type="number" min={1} max={100} defaultValue={10} />
        </Field>
      )}
      <Field label={text.due}>
        <input className="line-input" name="due" type="date" />
      </Field>
      <Field label={text.note}>
        <textarea className="line-input" name="note" rows={2} maxLength={2000} />
      </Field>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div className="button-row">
        <button type="submit" className="button" disabled={busy || chosen.length === 0}>
          {text.give}
        </button>
        <button type="button" className="button plain" onClick={() => setOpen(false)}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}
