import { type Engine, type Engines, llmApi } from "./api";
import { type Template, templatesApi } from "./templates/api";
import { toErrorBody } from "../../shared/wire/http";
import type { ErrorBody, Learner } from "../../shared/wire/types";
import { useEffect, useState } from "react";
import { type TurnTaken, turnsApi } from "./turns/api";
import { MODELS, TEMPLATES, TURNS } from "../../shared/routes";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Field } from "../../shared/ui/Field";
import { ElsewhereChoices } from "./Elsewhere";

interface Props {
  learner: Learner;
  onChange: (part: Partial<Learner>) => Promise<void>;
  onClose: () => void;
}

const AUTO = "auto";

/** Which model answers and why, which others could, and what it is told. */
export function ModelSection({ learner, onChange, onClose }: Props) {
  const [engines, setEngines] = useState<Engines | null>(null);
  const [own, setOwn] = useState<Template[]>([]);
  const [last, setLast] = useState<TurnTaken | null>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const text = strings.model;
  useEffect(() => {
    let left = false;
    llmApi.engines().then(
      (found) => left || setEngines(found),
      (error: unknown) => left || setFailure(toErrorBody(error)),
    );
    return () => {
      left = true;
    };
  }, [learner.engine]);
  useEffect(() => {
    templatesApi.list().then(setOwn, (error: unknown) => setFailure(toErrorBody(error)));
  }, []);
  useEffect(() => {
    // What the last reply was is a detail that may be missing.
    turnsApi.list().then(([latest]) => setLast(latest ?? null), () => undefined);
  }, []);
  const known = engines?.engines ?? [];

  return (
    <section>
      <h3>{text.section}</h3>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <Field label={text.label}>
        <select
          data-testid="engine"
          value={learner.engine}
          onChange={(event) => void onChange({ engine: event.target.value })}
        >
          <option value={AUTO}>{text.auto}</option>
          {!known.some(({ id }) => id === learner.engine) && learner.engine !== AUTO && (
            <option value={learner.engine}>{learner.engine}</option>
          )}
          {known.map((engine) => (
            <option key={engine.id} value={engine.id} disabled={engine.problem !== ""} title={engine.problem || undefined}>
              {described(engine)}
            </option>
          ))}
        </select>
      </Field>
      <p className="quiet" role="status" data-testid="engine-now">
        {engines?.now ? text.now(engines.now.model, engines.now.engine, engines.now.why) : engines?.problem}
        {engines?.now?.tokens_per_s ? ` ${text.speedHere(strings.turns.speed(engines.now.tokens_per_s))}` : ""}
      </p>
      {engines?.now && !engines.now.here && <p data-testid="engine-away">{text.goes(engines.now.host)}</p>}
      {engines?.sent_away.map(({ part, host }) => (
        <p key={part} data-testid={`sent-away-${part}`}>
          {text.sentAway[part](host)}
        </p>
      ))}
      <ElsewhereChoices />
      {last?.model && (
        <p className="quiet" data-testid="origin">
          {text.last([last.model, last.engine].filter(Boolean).join(" · "))}
          {last.usage?.tokens_per_s ? ` · ${strings.turns.speed(last.usage.tokens_per_s)}` : ""}
        </p>
      )}
      <p>
        <a className="button small" href={MODELS} data-testid="to-models" onClick={onClose}>
          {strings.models.link}
        </a>
      </p>
      <p>
        <a href={TURNS} onClick={onClose}>
          {strings.turns.link}
        </a>
      </p>
      <Field label={text.template}>
        <select
          data-testid="usual-template"
          value={learner.template_id}
          onChange={(event) => void onChange({ template_id: event.target.value })}
        >
          {own.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <p>
        <a className="button small plain" href={TEMPLATES} data-testid="to-templates" onClick={onClose}>
          {text.editTemplates}
        </a>
      </p>
    </section>
  );
}

function described({ engine, model, here, host, problem }: Engine): string {
  const text = strings.model;
  const name = model === "" && problem === "" ? text.byMessage(engine) : [model, engine].filter(Boolean).join(" · ");
  return [name, problem !== "" && text.missing, !here && text.away(host)].filter(Boolean).join(" · ");
}
