import { useState, type FormEvent } from "react";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useTask } from "../../../shared/ui/useTask";
import { type LevelId, LEVELS } from "../../../shared/wire/types";
import { editorApi, type Trial } from "./api";
import { strings } from "./strings";
import { type Editing, useWritten } from "./useDraft";

/** As many exchanges as a talk may have here. */
const MOST_LINES = 40;

interface Props {
  id: string;
  flush: Editing["flush"];
}

/** Talk with the scene as it is written: with its own lines, or with the model that runs. Nothing of it is kept. */
export function TryOut({ id, flush }: Props) {
  const { draft } = useWritten();
  const [level, setLevel] = useState<LevelId>(draft.level_min);
  const [model, setModel] = useState(false);
  const [opening, setOpening] = useState("");
  const [lines, setLines] = useState<[string, string][]>([]);
  const [last, setLast] = useState<Trial | null>(null);
  const [said, setSaid] = useState("");
  const { failure, busy, attempt } = useTask();
  const text = strings.trial;
  const begin = (): void =>
    void attempt(async () => {
      if (!(await flush())) return;
      const first = await editorApi.begins(id, level);
      setOpening(first.reply);
      setLines([]);
      setLast(null);
    });
  const say = (line: string): void =>
    void attempt(async () => {
      if (!line.trim() || !(await flush())) return;
      const answer = await editorApi.answer(id, { level, opening, lines, said: line, model });
      setLines([...lines, [line, answer.reply]]);
      setLast(answer);
      setSaid("");
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(said);
  };
  return (
    <section className="editor-trial" data-testid="try-out" aria-label={text.title}>
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      <div className="editor-row">
        <label className="editor-field">
          <span className="editor-label">{text.level}</span>
          <select value={level} onChange={({ target }) => setLevel(target.value as LevelId)}>
            {LEVELS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label className="editor-check">
          <input type="checkbox" checked={model} onChange={({ target }) => setModel(target.checked)} />
          <span>{text.model}</span>
        </label>
      </div>
      <div className="button-row">
        <button type="button" className="button small" disabled={busy} onClick={begin}>
          {opening ? text.again : text.begin}
        </button>
      </div>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {opening && (
        <>
          <ol className="editor-talk" lang="es" aria-live="polite" data-testid="try-lines">
            <li className="partner">{opening}</li>
            {lines.map(([learner, partner], n) => [
              <li key={`l${n}`} className="learner">
                {learner}
              </li>,
              <li key={`p${n}`} className="partner">
                {partner}
              </li>,
            ])}
          </ol>
          {last?.model && <p className="quiet">{text.by(last.model)}</p>}
          <ul className="editor-goals" aria-label={text.goals}>
            {draft.step.map(({ id: step, goal_es }) => (
              <li key={step} data-reached={last?.goals.includes(step) ?? false}>
                <span aria-hidden="true">{last?.goals.includes(step) ? "✓" : "○"}</span> <span lang="es">{goal_es}</span>
                {last?.goals.includes(step) && <span className="visually-hidden">{text.reached}</span>}
              </li>
            ))}
          </ul>
          {last?.ended ? (
            <p>{text.over}</p>
          ) : (
            <form className="button-row" onSubmit={submit}>
              <input
                className="line-input"
                lang="es"
                maxLength={2000}
                aria-label={text.say}
                placeholder={text.say}
                value={said}
                onChange={({ target }) => setSaid(target.value)}
              />
              <button type="submit" className="button small" disabled={busy || !said.trim() || lines.length >= MOST_LINES}>
                {text.send}
              </button>
            </form>
          )}
          {!last?.ended && (last?.suggestions.length ?? 0) > 0 && (
            <div className="button-row" role="group" aria-label={text.could}>
              {last?.suggestions.slice(0, 3).map((line) => (
                <button key={line} type="button" className="button small plain" lang="es" disabled={busy} onClick={() => say(line)}>
                  {line}
                </button>
              ))}
            </div>
          )}
        </>
      )}
    </section>
  );
}
