import { conversationApi } from "./api";
import { type Template, templatesApi } from "../llm/templates/api";
import { toErrorBody } from "../../shared/wire/http";
import { type Conversation, type ErrorBody, type Level, type LevelId, LEVELS, type Scenario } from "../../shared/wire/types";
import { useEffect, useState } from "react";
import { common } from "../../shared/i18n/common";
import { strings } from "./strings";
import { Dialog } from "../../shared/ui/Dialog";
import { ErrorNote } from "../../shared/ui/ErrorNote";

interface Props {
  levels: Level[];
  scenarios: Scenario[];
  level: LevelId;
  /** The template that is usual. */
  template: string | null;
  onCreated: (conversation: Conversation) => void;
  onClose: () => void;
}

/** Asks for a level and a scenario and begins the conversation. */
export function NewConversation({ levels, scenarios, level: usual, template: usualTemplate, onCreated, onClose }: Props) {
  const [level, setLevel] = useState<LevelId>(usual);
  const [chosen, setChosen] = useState<string | null>(null);
  const [own, setOwn] = useState<Template[]>([]);
  const [template, setTemplate] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const scenarioId = chosen ?? scenarios[0]?.id;
  const canDo = levels.find((known) => known.id === level);

  useEffect(() => {
    // Without the list, the usual one is taken.
    templatesApi.list().then(setOwn, () => undefined);
  }, []);

  const start = async (): Promise<void> => {
    if (!scenarioId || starting) return;
    setStarting(true);
    setFailure(null);
    try {
      onCreated(await conversationApi.create(level, { scenario_id: scenarioId, template_id: template }));
    } catch (error) {
      setFailure(toErrorBody(error));
      setStarting(false);
    }
  };

  return (
    <Dialog title={strings.create.title} className="create" onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <div className="dialog-scroll">
          <fieldset>
            <legend>{strings.create.level}</legend>
            <div className="levels">
              {LEVELS.map((id) => (
                <label key={id} className="level" data-testid={`level-${id}`}>
                  <input type="radio" name="level" value={id} checked={level === id} onChange={() => setLevel(id)} />
                  <span>{id}</span>
                </label>
              ))}
            </div>
            <p className="can-do" aria-live="polite">
              {canDo && (
                <>
                  <strong>{canDo.name}.</strong> {canDo.can_do}
                </>
              )}
            </p>
          </fieldset>
          <fieldset>
            <legend>{strings.create.scenario}</legend>
            <div className="scenarios">
              {scenarios.map((scenario) => {
                const above = LEVELS.indexOf(scenario.level_min) > LEVELS.indexOf(level);
                return (
                  <label
                    key={scenario.id}
                    className={`scenario${above ? " above" : ""}`}
                    data-testid={`scenario-${scenario.id}`}
                  >
                    <input
                      type="radio"
                      name="scenario"
                      value={scenario.id}
                      checked={scenarioId === scenario.id}
                      onChange={() => setChosen(scenario.id)}
                    />
                    <span className="scenario-icon" aria-hidden="true">
                      {scenario.icon}
                    </span>
                    <span className="scenario-title">{scenario.title}</span>
                    <span className="scenario-es" lang="es">
                      {scenario.title_es}
                    </span>
                    <span className="scenario-text">{scenario.description}</span>
                    {above && <span className="tag">{strings.create.above(scenario.level_min)}</span>}
                  </label>
                );
              })}
            </div>
          </fieldset>
          {own.length > 1 && (
            <label className="setting create-template">
              <span>{strings.create.template}</span>
              <select
                data-testid="new-template"
                value={template ?? usualTemplate ?? ""}
                onChange={(event) => setTemplate(event.target.value)}
              >
                {own.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        <footer className="dialog-foot">
          <button type="button" className="button plain" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" className="button" data-testid="start-conversation" disabled={starting || !scenarioId}>
            {starting ? strings.create.starting : strings.create.start}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
