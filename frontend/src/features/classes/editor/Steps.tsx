import type { Draft } from "./api";
import { AddButton, MoveButtons, RemoveButton } from "./Buttons";
import { CheckField, HearsField, LinesField, Problems, Section, TextField } from "./Fields";
import { freshId, moved, without, withoutStep } from "./places";
import { problemsAt } from "./problems";
import { strings } from "./strings";
import { useWritten } from "./useDraft";

const MOST_STEPS = 20;
const MOST_ANSWERS = 300;

/** What has to happen, in its order. */
export function Steps() {
  const { draft, problems, change } = useWritten();
  const text = strings.steps;
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      <Problems found={problems.filter(({ where }) => where === "step")} />
      {draft.step.map((step, n) => (
        <StepForm key={step.id} step={step} at={n} />
      ))}
      <AddButton
        full={draft.step.length >= MOST_STEPS}
        onAdd={() => change((old) => ({ ...old, step: [...old.step, emptyStep(freshId("step", old.step))] }))}
      >
        {text.add}
      </AddButton>
    </section>
  );
}

function emptyStep(id: string): Draft["step"][number] {
  const flags = { item: false, open: false, optional: false, closes: false };
  return { id, goal: "", goal_es: "", hears: [], after: [], ask: {}, done: {}, yes: {}, no: {}, help: {}, ...flags };
}

function StepForm({ step, at }: { step: Draft["step"][number]; at: number }) {
  const { draft, problems, change, set } = useWritten();
  const text = strings.steps;
  const where = `step.${at}`;
  const others = draft.step.filter(({ id }) => id !== step.id);
  const name = step.goal_es || text.unnamed;
  return (
    <Section title={text.one(at + 1, name)} parts={[where]}>
      <Problems found={problems.filter((problem) => problem.where === where || problem.where === `${where}.after`)} />
      <TextField label={text.goalEs} where={`${where}.goal_es`} max={300} />
      <TextField label={text.goal} where={`${where}.goal`} max={300} spanish={false} />
      <LinesField label={text.ask} where={`${where}.ask`} hint={text.askHint} />
      <CheckField label={text.open} where={`${where}.open`} />
      <HearsField where={`${where}.hears`} />
      <LinesField label={text.done} where={`${where}.done`} hint={text.doneHint} />
      <LinesField label={text.help} where={`${where}.help`} hint={text.helpHint} />
      <details className="editor-more" open={problemsAt(problems, `${where}.yes`).length + problemsAt(problems, `${where}.no`).length > 0 || undefined}>
        <summary>{text.more}</summary>
        <LinesField label={text.yes} where={`${where}.yes`} />
        <LinesField label={text.no} where={`${where}.no`} />
        <CheckField label={text.item} where={`${where}.item`} />
        <CheckField label={text.optional} where={`${where}.optional`} />
        <CheckField label={text.closes} where={`${where}.closes`} />
        {others.length > 0 && (
          <fieldset className="editor-after">
            <legend className="editor-label">{text.after}</legend>
            {others.map(({ id, goal_es }) => (
              <label key={id} className="editor-check">
                <input
                  type="checkbox"
                  checked={step.after.includes(id)}
                  onChange={({ target }) =>
                    set(`${where}.after`, target.checked ? [...step.after, id] : step.after.filter((one) => one !== id))
                  }
                />
                <span lang="es">{goal_es || text.unnamed}</span>
              </label>
            ))}
          </fieldset>
        )}
      </details>
      <div className="button-row">
        <MoveButtons at={at} of={draft.step.length} onMove={(by) => change((old) => ({ ...old, step: moved(old.step, at, by) }))} />
        <RemoveButton label={text.removeLabel(name)} onRemove={() => change((old) => withoutStep(old, at))} />
      </div>
    </Section>
  );
}

/** What the learner may ask, and what the partner says then. */
export function Answers() {
  const { draft, change } = useWritten();
  const text = strings.answers;
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {draft.answer.map((answer, n) => {
        const [first] = Object.values(answer.say).flat();
        return (
          <Section key={answer.id} title={first ?? text.empty} parts={[`answer.${n}`]}>
            <HearsField where={`answer.${n}.hears`} label={text.hears} />
            <LinesField label={text.say} where={`answer.${n}.say`} />
            <div className="button-row">
              <RemoveButton
                label={text.removeLabel(first ?? text.empty)}
                onRemove={() => change((old) => ({ ...old, answer: without(old.answer, n) }))}
              />
            </div>
          </Section>
        );
      })}
      <AddButton
        full={draft.answer.length >= MOST_ANSWERS}
        onAdd={() =>
          change((old) => ({ ...old, answer: [...old.answer, { id: freshId("answer", old.answer), hears: [], say: {}, key: [] }] }))
        }
      >
        {text.add}
      </AddButton>
    </section>
  );
}
