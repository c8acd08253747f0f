import type { Draft } from "./api";
import { AddButton, MoveButtons, RemoveButton } from "./Buttons";
import { CheckField, ChoiceField, HearsField, LinesField, Problems, Section, TextField } from "./Fields";
import { freshId, moved, without } from "./places";
import { strings } from "./strings";
import { useWritten } from "./useDraft";

const MOST_TWISTS = 8;
const MOST_TOPICS = 60;

/** What may come in the way once a step is done: one of them, drawn at random, from the second play on. */
export function Twists() {
  const { draft, problems, change } = useWritten();
  const text = strings.twists;
  const [first] = draft.step;
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {draft.twist.map((twist, n) => {
        const where = `twist.${n}`;
        const name = twistName(twist);
        return (
          <Section key={twist.id} title={name} parts={[where]}>
            <Problems found={problems.filter((problem) => problem.where === where || problem.where === `${where}.after`)} />
            <ChoiceField label={text.after} where={`${where}.after`} options={stepsFor(draft, twist.after)} />
            <LinesField label={text.say} where={`${where}.say`} hint={text.sayHint} />
            <CheckField label={strings.steps.open} where={`${where}.open`} />
            <HearsField where={`${where}.hears`} />
            <LinesField label={text.done} where={`${where}.done`} hint={text.doneHint} />
            <LinesField label={strings.steps.help} where={`${where}.help`} />
            <div className="button-row">
              <RemoveButton label={text.removeLabel(name)} onRemove={() => change((old) => ({ ...old, twist: without(old.twist, n) }))} />
            </div>
          </Section>
        );
      })}
      <AddButton
        full={first === undefined || draft.twist.length >= MOST_TWISTS}
        onAdd={() => first && change((old) => ({ ...old, twist: [...old.twist, emptyTwist(freshId("twist", old.twist), first.id)] }))}
      >
        {text.add}
      </AddButton>
    </section>
  );
}

/** What a complication is called here: what the partner says first. */
export function twistName(twist: Draft["twist"][number]): string {
  return Object.values(twist.say).flat()[0] ?? strings.twists.empty;
}

function emptyTwist(id: string, after: string): Draft["twist"][number] {
  return { id, after, hears: [], open: true, say: {}, done: {}, help: {} };
}

/** The steps that a complication may come after, with the one that is no longer there. */
function stepsFor(draft: Draft, chosen: string): [string, string][] {
  const there = draft.step.map(({ id, goal_es }, n): [string, string] => [id, strings.steps.one(n + 1, goal_es || strings.steps.unnamed)]);
  return there.some(([id]) => id === chosen) ? there : [[chosen, strings.twists.gone], ...there];
}

/** What one may talk about: beside the steps, or all there is where it has none. */
export function Topics() {
  const { draft, change } = useWritten();
  const text = strings.topics;
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {draft.step.length === 0 && <TextField label={text.goal} where="goal" max={300} hint={text.goalHint} />}
      {draft.topic.map((topic, n) => (
        <TopicForm key={topic.id} topic={topic} at={n} />
      ))}
      <AddButton
        full={draft.topic.length >= MOST_TOPICS}
        onAdd={() => change((old) => ({ ...old, topic: [...old.topic, emptyTopic(freshId("topic", old.topic))] }))}
      >
        {text.add}
      </AddButton>
    </section>
  );
}

function emptyTopic(id: string): Draft["topic"][number] {
  return { id, title: "", hears: [], offered: true, react: {}, own: {}, ask: {}, help: {} };
}

function TopicForm({ topic, at }: { topic: Draft["topic"][number]; at: number }) {
  const { draft, problems, change } = useWritten();
  const text = strings.topics;
  const where = `topic.${at}`;
  const name = topic.title || text.unnamed;
  return (
    <Section title={name} parts={[where]}>
      <Problems found={problems.filter((problem) => problem.where === where)} />
      <TextField label={text.name} where={`${where}.title`} max={80} spanish={false} hint={text.nameHint} />
      <HearsField where={`${where}.hears`} />
      <LinesField label={text.ask} where={`${where}.ask`} hint={text.askHint} />
      <LinesField label={text.react} where={`${where}.react`} hint={text.reactHint} />
      <LinesField label={text.own} where={`${where}.own`} hint={text.ownHint} />
      <LinesField label={strings.steps.help} where={`${where}.help`} />
      <CheckField label={text.offered} where={`${where}.offered`} />
      <div className="button-row">
        <MoveButtons at={at} of={draft.topic.length} onMove={(by) => change((old) => ({ ...old, topic: moved(old.topic, at, by) }))} />
        <RemoveButton label={text.removeLabel(name)} onRemove={() => change((old) => ({ ...old, topic: without(old.topic, at) }))} />
      </div>
    </Section>
  );
}
