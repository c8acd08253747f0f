import { conversationApi } from "./api";
import { type Template, templatesApi } from "../llm/templates/api";
import { toErrorBody } from "../../shared/wire/http";
import { type Conversation, type ErrorBody, type Level, type LevelId, LEVELS, type Scenario, type Status } from "../../shared/wire/types";
import { useEffect, useRef, useState } from "react";
import { common } from "../../shared/i18n/common";
import { strings } from "./strings";
import { WrittenLines } from "../llm/WrittenLines";
import { SceneCard } from "./scene/SceneCard";
import { ScenePicker } from "./scene/ScenePicker";
import type { Reason } from "./scene/scenes";
import { strings as sceneStrings } from "./scene/strings";
import "./scene/scene.css";
import { Dialog } from "../../shared/ui/Dialog";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useMediaQuery } from "../../shared/ui/useMediaQuery";
import { told } from "../../shared/i18n/told";

interface Props {
  levels: Level[];
  scenarios: Scenario[];
  level: LevelId;
  /** The template that is usual. */
  template: string | null;
  /** Why the learner learns. */
  reason: Reason;
  /** The scene whose card is shown at once. */
  scene: string | null;
  /** What answers. */
  partner: Status["partner"] | undefined;
  onCreated: (conversation: Conversation) => void;
  onClose: () => void;
}

/** Asks for a level and a scene, shows the learner their card, and begins. Where there is room, both at once. */
export default function NewConversation(props: Props) {
  const { levels, scenarios, level: usual, template: usualTemplate, onCreated, onClose } = props;
  const [level, setLevel] = useState<LevelId>(usual);
  const [chosen, setChosen] = useState(props.scene);
  /** Where there is no room for both: the card instead of the list. */
  const [reading, setReading] = useState(props.scene !== null);
  const card = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<Template[]>([]);
  const [template, setTemplate] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const scenario = scenarios.find(({ id }) => id === chosen) ?? scenarios[0];
  const scenarioId = scenario?.id;
  const narrow = useMediaQuery("(max-width: 860px)");
  const canDo = levels.find((known) => known.id === level);

  useEffect(() => {
    // Without the list, the usual one is taken.
    templatesApi.list().then(setOwn, () => undefined);
  }, []);

  useEffect(() => {
    if (reading) card.current?.querySelector<HTMLElement>("h3")?.focus();
  }, [reading]);

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
    <Dialog title={strings.create.title} className={`create${reading ? " card-open" : ""}`} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <div className="create-panes">
          <div className="create-list">
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
                  <span>
                    <strong>{told(canDo, "name").name}.</strong> {told(canDo, "can_do").can_do}
                  </span>
                )}
              </p>
            </fieldset>
            <ScenePicker
              scenarios={scenarios}
              level={level}
              reason={props.reason}
              chosen={scenarioId}
              onChoose={setChosen}
              onPress={() => setReading(true)}
            />
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
          <div ref={card} className="create-card">
            {scenario && (
              <SceneCard scenario={scenario}>
                {props.partner === "none" && <WrittenLines partner="none" />}
              </SceneCard>
            )}
          </div>
        </div>
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        <footer className="dialog-foot">
          {narrow && (
            <button type="button" className="button plain" data-testid="to-card" onClick={() => setReading(!reading)}>
              {reading ? sceneStrings.choose.back : sceneStrings.choose.toCard}
            </button>
          )}
          {!narrow && (
            <button type="button" className="button plain" onClick={onClose}>
              {common.cancel}
            </button>
          )}
          <button type="submit" className="button" data-testid="start-conversation" disabled={starting || !scenarioId}>
            {starting ? strings.create.starting : strings.create.start}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
