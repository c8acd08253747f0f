import { type FormEvent, useState } from "react";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useTask } from "../../../shared/ui/useTask";
import type { LevelId } from "../../../shared/wire/types";
import { strings } from "../strings";
import { type Model, modelsApi, type Tried } from "./api";
import { nameOf } from "./words";

/** The same line answered by two models, side by side; one after the other, as each gets the whole computer so. */
export function Compare({ models, level }: { models: Model[]; level: LevelId }) {
  const text = strings.models.compare;
  const [line, setLine] = useState("");
  const [chosen, setChosen] = useState<[string, string]>(["", ""]);
  const [answers, setAnswers] = useState<Record<string, Tried>>({});
  const { failure, busy, attempt } = useTask();
  const [first, second] = models;
  if (!first || !second) return <p className="quiet">{text.two}</p>;
  const pair: [string, string] = [chosen[0] || first.id, chosen[1] || second.id];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (line.trim() === "" || busy) return;
    setAnswers({});
    void attempt(async () => {
      for (const id of new Set(pair)) {
        const answer = await modelsApi.try(id, line.trim(), level);
        setAnswers((before) => ({ ...before, [id]: answer }));
      }
    });
  };
  return (
    <form className="model-compare" onSubmit={submit} data-testid="compare">
      <h3>{text.title}</h3>
      <label className="stacked">
        <span>{text.line}</span>
        <input
          className="line-input"
          lang="es"
          data-testid="compare-line"
          placeholder={text.placeholder}
          value={line}
          onChange={(event) => setLine(event.target.value)}
        />
      </label>
      <button type="submit" className="button small" data-testid="compare-run" aria-disabled={busy}>
        {text.run}
      </button>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div className="model-answers">
        {([0, 1] as const).map((side) => (
          <div key={side} data-testid="compare-side">
            <select
              aria-label={text.sides[side]}
              value={pair[side]}
              onChange={(event) =>
                setChosen(side === 0 ? [event.target.value, pair[1]] : [pair[0], event.target.value])
              }
            >
              {models.map((model) => (
                <option key={model.id} value={model.id}>
                  {nameOf(model)}
                </option>
              ))}
            </select>
            <Answer answer={answers[pair[side]]} waiting={busy} />
          </div>
        ))}
      </div>
    </form>
  );
}

function Answer({ answer, waiting }: { answer: Tried | undefined; waiting: boolean }) {
  if (!answer) return <p className="quiet">{waiting ? strings.models.compare.waiting : ""}</p>;
  return (
    <div aria-live="polite">
      <p lang="es">{answer.text}</p>
      <p className="quiet">
        {[
          strings.templates.trial.first(answer.first_token_s * 1000),
          answer.tokens_per_s && strings.turns.speed(answer.tokens_per_s),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
  );
}
