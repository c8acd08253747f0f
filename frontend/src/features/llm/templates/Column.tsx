import "../../../shared/ui/waiting.css";
import type { Template } from "./api";
import type { useTrial } from "./useTrial";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { Waiting } from "../../../shared/ui/Waiting";

/** Stands for what is in the editor, saved or not. */
export const IN_EDITOR = "";

/** As they are typed; an empty one is as usual. */
export interface Parameters {
  template: string;
  temperature: string;
  topP: string;
  maxTokens: string;
}

interface Props {
  label: string;
  templates: Template[];
  parameters: Parameters;
  trial: ReturnType<typeof useTrial>;
  onParameters: (parameters: Parameters) => void;
}

const NUMBERS = [
  { key: "temperature", min: 0, max: 2, step: 0.1 },
  { key: "topP", min: 0.05, max: 1, step: 0.05 },
  { key: "maxTokens", min: 1, max: 2048, step: 1 },
] as const;

/** A template with its parameters, and what the model answers under it. */
export function Column({ label, templates, parameters, trial, onParameters }: Props) {
  const text = strings.templates.trial;
  return (
    <section className="trial-column" aria-label={label} data-testid="trial-column">
      <h3>{label}</h3>
      <label className="stacked">
        <span>{text.template}</span>
        <select
          className="line-input"
          data-testid="trial-template"
          value={parameters.template}
          onChange={(event) => onParameters({ ...parameters, template: event.target.value })}
        >
          <option value={IN_EDITOR}>{text.inEditor}</option>
          {templates.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className="trial-numbers">
        {NUMBERS.map(({ key, ...limits }) => (
          <label key={key} className="stacked">
            <span>{text[key]}</span>
            <input
              className="line-input"
              type="number"
              data-testid={`trial-${key}`}
              placeholder={text.usual}
              {...limits}
              value={parameters[key]}
              onChange={(event) => onParameters({ ...parameters, [key]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <Answer trial={trial} />
    </section>
  );
}

function Answer({ trial }: { trial: Props["trial"] }) {
  const text = strings.templates.trial;
  const { running, stopped, queue, usage, by, failure } = trial;
  return (
    <>
      <p className="trial-answer" lang="es" data-testid="trial-answer" aria-live="polite" aria-busy={running}>
        {trial.text}
        {running && <span className="cursor" aria-hidden="true" />}
      </p>
      {running && queue && <Waiting queue={queue} />}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {stopped && <p className="quiet ending">{strings.templates.trial.stopped}</p>}
      {running && (
        <button type="button" className="button small plain" data-testid="stop-trial" onClick={trial.stop}>
          <Icon name="stop" />
          {text.stop}
        </button>
      )}
      {by && (
        <p className="quiet" data-testid="trial-facts">
          {[by.model, usage?.first_token_ms != null && text.first(usage.first_token_ms), usage && text.tokens(usage.completion_tokens)]
            .filter(Boolean)
            .join(" · ")}
          <br />
          {strings.templates.trial.because(by.why)}
        </p>
      )}
    </>
  );
}
