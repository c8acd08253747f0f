import { useState } from "react";
import { type LevelId, LEVELS, type Scenario } from "../../../shared/wire/types";
import { GOALS, goalName } from "../../learners/goals";
import { strings as createStrings } from "../strings";
import { grouped, type Reason } from "./scenes";
import { SceneIcon } from "./SceneIcon";
import { strings } from "./strings";
import { told } from "../../../shared/i18n/told";

interface Props {
  scenarios: Scenario[];
  level: LevelId;
  /** Why the learner learns: what serves that is shown first. */
  reason: Reason;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  /** A scene was pressed, and may be read. */
  onPress: () => void;
}

/** The scenes as cards, grouped by level, for one reason to learn or for all. */
export function ScenePicker({ scenarios, level, reason: usual, chosen, onChoose, onPress }: Props) {
  const [reason, setReason] = useState<Reason>(usual);
  const { free, taught, groups } = grouped(scenarios, level, reason);
  const text = strings.choose;
  const how = (id: LevelId): string => {
    const above = LEVELS.indexOf(id) - LEVELS.indexOf(level);
    return above === 0 ? text.fits : above < 0 ? text.easier : text.harder;
  };
  const option = (scenario: Scenario) => (
    <SceneOption
      key={scenario.id}
      scenario={scenario}
      above={LEVELS.indexOf(scenario.level_min) > LEVELS.indexOf(level)}
      chosen={chosen === scenario.id}
      onChoose={() => onChoose(scenario.id)}
      onPress={onPress}
    />
  );
  return (
    <fieldset>
      <legend>{createStrings.create.scenario}</legend>
      <div className="reasons" role="group" aria-label={text.reason}>
        {(["", ...GOALS] as const).map((id) => (
          <button
            key={id}
            type="button"
            className="reason"
            data-testid={`reason-${id || "any"}`}
            aria-pressed={reason === id}
            onClick={() => setReason(id)}
          >
            {id === "" ? text.any : goalName(id)}
          </button>
        ))}
      </div>
      <div className="scenarios">
        {free && option(free)}
        {taught.length > 0 && (
          <div className="scene-group" role="group" aria-label={text.ofClass}>
            <p className="scene-group-name" aria-hidden="true">
              {text.ofClass}
            </p>
            {taught.map(option)}
          </div>
        )}
        {groups.map((group) => (
          <div key={group.level} className="scene-group" role="group" aria-label={text.group(group.level, how(group.level))}>
            <p className="scene-group-name" aria-hidden="true">
              {group.level} <span className="quiet">{how(group.level)}</span>
            </p>
            {group.scenes.map(option)}
          </div>
        ))}
        {groups.length + taught.length === 0 && <p className="quiet">{text.nothing}</p>}
      </div>
    </fieldset>
  );
}

interface OptionProps {
  scenario: Scenario;
  above: boolean;
  chosen: boolean;
  onChoose: () => void;
  onPress: () => void;
}

function SceneOption({ scenario, above, chosen, onChoose, onPress }: OptionProps) {
  const { id, title, title_es, description, icon, level_min } = told(scenario, "title", "description");
  return (
    <label className={`scenario${above ? " above" : ""}`} data-testid={`scenario-${id}`}>
      <input
        type="radio"
        name="scenario"
        value={id}
        checked={chosen}
        onChange={onChoose}
        onClick={(event) => {
          // The arrow keys choose too, and read nothing.
          if (event.detail !== 0) onPress();
        }}
      />
      <SceneIcon icon={icon} />
      <span className="scenario-title">{title}</span>
      {title !== title_es && (
        <span className="scenario-es" lang="es">
          {title_es}
        </span>
      )}
      <span className="scenario-text">{description}</span>
      {above && <span className="tag">{createStrings.create.above(level_min)}</span>}
    </label>
  );
}
