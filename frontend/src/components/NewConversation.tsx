import { useState } from "react";

import { problemOf } from "../api";
import { player } from "../speech";
import { strings } from "../strings";
import type { LevelInfo, Problem, Scenario } from "../types";
import { Dialog } from "./Dialog";
import { ProblemNote } from "./ProblemNote";

export function NewConversation(props: {
  levels: LevelInfo[];
  scenarios: Scenario[];
  level: string;
  onBegin: (level: string, scenarioId: string) => Promise<void>;
  onClose: () => void;
}) {
  const [level, setLevel] = useState(props.level);
  const [scenario, setScenario] = useState(props.scenarios[0]?.id ?? "charla");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = () => {
    player.unlock();
    setBusy(true);
    props.onBegin(level, scenario).catch((error: unknown) => {
      setProblem(problemOf(error));
      setBusy(false);
    });
  };
  return (
    <Dialog title={strings.newConversation} onClose={props.onClose}>
      <fieldset className="levels">
        <legend>{strings.chooseLevel}</legend>
        {props.levels.map((l) => (
          <label key={l.id} className="level" data-testid={`level-${l.id}`}>
            <input type="radio" name="level" checked={l.id === level} onChange={() => setLevel(l.id)} />
            <strong>{l.id}</strong>
            <span>{l.name}</span>
          </label>
        ))}
        <p className="can-do">{props.levels.find((l) => l.id === level)?.can_do}</p>
      </fieldset>
      <fieldset className="scenarios">
        <legend>{strings.chooseScenario}</legend>
        {props.scenarios.map((s) => (
          <label key={s.id} className="scenario" data-testid={`scenario-${s.id}`}>
            <input type="radio" name="scenario" checked={s.id === scenario} onChange={() => setScenario(s.id)} />
            <span className="scenario-icon" aria-hidden="true">
              {s.icon}
            </span>
            <span>
              <strong>{s.title}</strong> <small>from {s.level_min}</small>
              <br />
              <span className="quiet">{s.description}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {problem && <ProblemNote problem={problem} />}
      <footer>
        <button className="plain" onClick={props.onClose}>
          {strings.cancel}
        </button>
        <button className="primary" data-testid="start-conversation" disabled={busy} onClick={begin}>
          {strings.begin}
        </button>
      </footer>
    </Dialog>
  );
}
