import { useState } from "react";
import { AddButton, RemoveButton } from "./Buttons";
import { ChoiceField, Problems, Section, TextField } from "./Fields";
import { Pairs } from "./Pairs";
import { without } from "./places";
import { problemsAt } from "./problems";
import { strings } from "./strings";
import { useWritten } from "./useDraft";

const MOST_EXAMPLES = 12;
const MOST_WORDS = 80;

/** Words of the place that a learner may ask about. */
export function Glossary() {
  const { draft, problems, set } = useWritten();
  const text = strings.glossary;
  // A word on its way may be another one for a moment: «té» of «tener». Neither takes the other's place here.
  const [rows, setRows] = useState(() => Object.entries(draft.glossary));
  const write = (next: [string, string][]): void => {
    setRows(next);
    set("glossary", Object.fromEntries(next.filter(([word]) => word.trim() !== "")));
  };
  return (
    <Section title={text.title} parts={["glossary"]}>
      <p className="quiet">{text.text}</p>
      <Pairs
        rows={rows}
        columns={[
          { label: text.word, max: 80, spanish: true },
          { label: text.meaning, max: 300, spanish: true },
        ]}
        removeLabel={text.removeWord}
        onChange={write}
      />
      <Problems found={problemsAt(problems, "glossary")} />
      <AddButton full={rows.length >= MOST_WORDS} onAdd={() => setRows([...rows, ["", ""]])}>
        {text.add}
      </AddButton>
    </Section>
  );
}

/** Exchanges as they should be, for the model that answers. */
export function Examples() {
  const { draft, change } = useWritten();
  const text = strings.examples;
  return (
    <Section title={text.title} parts={["example"]}>
      <p className="quiet">{text.text}</p>
      {draft.example.map((_, n) => (
        <div key={n} className="editor-field" role="group" aria-label={text.one(n + 1)}>
          <ChoiceField label={strings.setting.level} where={`example.${n}.band`} options={Object.entries(strings.bands)} />
          <TextField label={text.learner} where={`example.${n}.learner`} max={300} />
          <TextField label={text.partner} where={`example.${n}.partner`} max={300} />
          <div className="button-row">
            <RemoveButton label={text.removeLabel(n + 1)} onRemove={() => change((old) => ({ ...old, example: without(old.example, n) }))} />
          </div>
        </div>
      ))}
      <AddButton
        full={draft.example.length >= MOST_EXAMPLES}
        onAdd={() => change((old) => ({ ...old, example: [...old.example, { band: "A", learner: "", partner: "" }] }))}
      >
        {text.add}
      </AddButton>
    </Section>
  );
}
