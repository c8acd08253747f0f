import { useState } from "react";
import { common } from "../../../shared/i18n/common";
import { ChoiceField, Problems, Section, TextField } from "./Fields";
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
  const put = (at: number, row: [string, string]): void => write(rows.map((old, n) => (n === at ? row : old)));
  return (
    <Section title={text.title} parts={["glossary"]}>
      <p className="quiet">{text.text}</p>
      {rows.map(([word, meaning], n) => (
        <div key={n} className="editor-row">
          <input
            className="line-input"
            lang="es"
            maxLength={80}
            aria-label={text.word(n + 1)}
            value={word}
            onChange={({ target }) => put(n, [target.value, meaning])}
          />
          <input
            className="line-input"
            lang="es"
            maxLength={300}
            aria-label={text.meaning(n + 1)}
            value={meaning}
            onChange={({ target }) => put(n, [word, target.value])}
          />
          <button type="button" className="text-button" aria-label={text.removeWord(n + 1)} onClick={() => write(rows.filter((_, at) => at !== n))}>
            {common.remove}
          </button>
        </div>
      ))}
      <Problems found={problemsAt(problems, "glossary")} />
      <div className="button-row">
        <button type="button" className="button small plain" disabled={rows.length >= MOST_WORDS} onClick={() => setRows([...rows, ["", ""]])}>
          {text.add}
        </button>
      </div>
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
            <button
              type="button"
              className="text-button"
              aria-label={text.removeLabel(n + 1)}
              onClick={() => change((old) => ({ ...old, example: old.example.filter((_, at) => at !== n) }))}
            >
              {common.remove}
            </button>
          </div>
        </div>
      ))}
      <div className="button-row">
        <button
          type="button"
          className="button small plain"
          disabled={draft.example.length >= MOST_EXAMPLES}
          onClick={() => change((old) => ({ ...old, example: [...old.example, { band: "A", learner: "", partner: "" }] }))}
        >
          {text.add}
        </button>
      </div>
    </Section>
  );
}
