import type { Template } from "./api";
import { type LevelId, LEVELS, type Scenario } from "../../../shared/wire/types";
import { useState, type FormEvent } from "react";
import { useTrial } from "./useTrial";
import { told } from "../../../shared/i18n/told";
import { strings } from "../strings";
import { Column, IN_EDITOR, type Parameters } from "./Column";
import type { Draft } from "./draft";

/** What both columns are tried on. */
export interface Situation {
  message: string;
  /** Null until another than the learner's own is chosen. */
  level: LevelId | null;
  scenario: string;
}

interface Props {
  templates: Template[];
  draft: Draft;
  scenarios: Scenario[];
  level: LevelId;
  firstLanguage: string;
  situation: Situation;
  onSituation: (situation: Situation) => void;
}

const USUAL: Parameters = { template: IN_EDITOR, temperature: "", topP: "", maxTokens: "" };

/** The same message under two templates, or with two temperatures, answered at the same time. */
export function SideBySide({ templates, draft, scenarios, level, firstLanguage, situation, onSituation }: Props) {
  const [left, setLeft] = useState<Parameters>(USUAL);
  const [right, setRight] = useState<Parameters>(USUAL);
  const one = useTrial();
  const other = useTrial();
  const text = strings.templates.trial;
  const { message, scenario } = situation;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (message.trim() === "") return;
    for (const [trial, parameters] of [
      [one, left],
      [other, right],
    ] as const) {
      const kept = templates.find(({ id }) => id === parameters.template);
      void trial.run({
        text: kept?.text ?? draft.text,
        message,
        level,
        scenario_id: scenario,
        first_language: firstLanguage,
        temperature: numberIn(parameters.temperature),
        top_p: numberIn(parameters.topP),
        max_tokens: numberIn(parameters.maxTokens),
      });
    }
  };

  return (
    <form className="trial" onSubmit={submit}>
      <h2>{text.title}</h2>
      <label className="stacked">
        <span>{text.message}</span>
        <input
          className="line-input"
          data-testid="trial-message"
          lang="es"
          required
          placeholder={text.placeholder}
          value={message}
          onChange={(event) => onSituation({ ...situation, message: event.target.value })}
        />
      </label>
      <div className="button-row">
        <label className="template-choice">
          <span>{text.level}</span>
          <select
            value={level}
            data-testid="trial-level"
            onChange={(event) => onSituation({ ...situation, level: event.target.value as LevelId })}
          >
            {LEVELS.map((id) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
        <label className="template-choice">
          <span>{text.scenario}</span>
          <select value={scenario} onChange={(event) => onSituation({ ...situation, scenario: event.target.value })}>
            {scenarios.map((scene) => told(scene, "title")).map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button" data-testid="try-both">
          {text.run}
        </button>
      </div>
      <div className="columns">
        <Column label={text.left} templates={templates} parameters={left} trial={one} onParameters={setLeft} />
        <Column label={text.right} templates={templates} parameters={right} trial={other} onParameters={setRight} />
      </div>
    </form>
  );
}

function numberIn(typed: string): number | null {
  return typed === "" ? null : Number(typed);
}
