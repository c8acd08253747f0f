import { useState, type FormEvent } from "react";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useTask } from "../../../shared/ui/useTask";
import { type LevelId, LEVELS } from "../../../shared/wire/types";
import { editorApi, type Draft, type Trial } from "./api";
import { strings } from "./strings";
import { twistName } from "./Talk";
import { type Editing, useWritten } from "./useDraft";

/** As many exchanges as a talk may have here. */
const MOST_LINES = 40;
/** What no id of a complication is: any of them. */
const ANY = "*";

interface Props {
  id: string;
  flush: Editing["flush"];
}

/** Talk with the scene as it is written: with its own lines, or with the model that runs. Nothing of it is kept. */
export function TryOut({ id, flush }: Props) {
  const { draft } = useWritten();
  const [level, setLevel] = useState<LevelId>(draft.level_min);
  const [model, setModel] = useState(false);
  const [wanted, setWanted] = useState("");
  const [twist, setTwist] = useState<string | null>(null);
  const [opening, setOpening] = useState("");
  const [lines, setLines] = useState<[string, string][]>([]);
  const [last, setLast] = useState<Trial | null>(null);
  const [said, setSaid] = useState("");
  const { failure, busy, attempt } = useTask();
  const text = strings.trial;
  const begin = (): void =>
    void attempt(async () => {
      if (!(await flush())) return;
      const first = await editorApi.begins(id, level, wanted === ANY ? { draw: true } : wanted ? { twist: wanted } : {});
      setOpening(first.reply);
      setTwist(first.twist);
      setLines([]);
      setLast(null);
    });
  const say = (line: string): void =>
    void attempt(async () => {
      if (!line.trim() || !(await flush())) return;
      const answer = await editorApi.answer(id, { level, opening, lines, said: line, model, twist });
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
      {draft.twist.length > 0 && (
        <label className="editor-field">
          <span className="editor-label">{text.twist}</span>
          <select value={wanted} onChange={({ target }) => setWanted(target.value)}>
            <option value="">{text.noTwist}</option>
            <option value={ANY}>{text.anyTwist}</option>
            {draft.twist.map((one) => (
              <option key={one.id} value={one.id}>
                {twistName(one)}
              </option>
            ))}
          </select>
        </label>
      )}
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
              <li key={`l${n}`} className="mine">
                {learner}
              </li>,
              <li key={`p${n}`} className="partner">
                {partner}
              </li>,
            ])}
          </ol>
          {last?.model && <p className="quiet">{text.by(last.model)}</p>}
          <Reached draft={draft} twist={twist} last={last} />
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

/** What of the scene has come about: goals, the complication of this talk, and what was spoken of. */
function Reached({ draft, twist, last }: { draft: Draft; twist: string | null; last: Trial | null }) {
  const text = strings.trial;
  const goals = draft.step.map(({ id, goal_es }) => ({ id, kind: "", name: goal_es, done: last?.goals.includes(id) ?? false }));
  const twists = draft.twist
    .filter(({ id }) => id === twist)
    .map((one) => ({ id: one.id, kind: text.withTwist, name: twistName(one), done: last?.twist_done ?? false }));
  const spoken = draft.topic.filter(({ id }) => last?.topics.includes(id));
  return (
    <>
      <ul className="editor-goals" aria-label={text.goals}>
        {[...goals, ...twists].map(({ id, kind, name, done }) => (
          <li key={id} data-part={id} data-reached={done}>
            <span aria-hidden="true">{done ? "✓" : "○"}</span> {kind} <span lang="es">{name}</span>
            {done && <span className="visually-hidden">{text.reached}</span>}
          </li>
        ))}
      </ul>
      {spoken.length > 0 && (
        <p className="quiet" data-testid="try-topics">
          {text.topics(spoken.map(({ title }) => title || strings.topics.unnamed).join(", "))}
        </p>
      )}
    </>
  );
}
