import "./scene.css";
import { useEffect, type ReactNode } from "react";
import { SpeechButton } from "../../../shared/audio/SpeechButton";
import { useSpeechPlayer } from "../../../shared/audio/useSpeech";
import type { Scenario } from "../../../shared/wire/types";
import { sceneApi } from "./api";
import { SceneIcon } from "./SceneIcon";
import { strings } from "./strings";
import { language } from "../../../shared/i18n/language";
import { told } from "../../../shared/i18n/told";

interface Props {
  scenario: Scenario;
  children?: ReactNode;
}

/** What a learner reads and hears before a scene: who they are, what to achieve, phrases. */
export function SceneCard({ scenario, children }: Props) {
  const player = useSpeechPlayer();
  const { id, title, title_es, icon, you, goals, phrases } = told(scenario, "title", "you", "goals");
  const text = strings.card;
  useEffect(() => () => player.stop(), [id, player]);
  return (
    <section className="scene-card" data-testid="scene-card" aria-label={text.label(title)}>
      <header className="scene-card-head">
        <SceneIcon icon={icon} />
        <div>
          <h3 tabIndex={-1}>{title}</h3>
          {title !== title_es && (
            <p className="scenario-es" lang="es">
              {title_es}
            </p>
          )}
        </div>
      </header>
      <p className="scene-you">{you}</p>
      {goals.length > 0 && (
        <>
          <h4>{text.goals}</h4>
          <ul className="goal-list">
            {goals.map((goal) => (
              <li key={goal}>{goal}</li>
            ))}
          </ul>
        </>
      )}
      {phrases.length > 0 && (
        <>
          <h4>{text.phrases}</h4>
          <p className="quiet">{text.phrasesHint}</p>
          <Phrases scenarioId={id} phrases={phrases} />
        </>
      )}
      {children}
    </section>
  );
}

/** Sentences of a scene to hear and read; the second of a pair is what it means, "" where nobody needs that. */
export function Phrases({ scenarioId, phrases }: { scenarioId: string; phrases: [string, string][] }) {
  return (
    <ul className="phrase-list">
      {phrases.map(([spanish, meaning]) => (
        <li key={spanish}>
          <SpeechButton
            id={`scene:${spanish}`}
            url={sceneApi.speechUrl(scenarioId, spanish)}
            label={spanish}
            lang="es"
          />
          {meaning && <span className="quiet" lang={language() === "es" ? "en" : undefined}>{meaning}</span>}
        </li>
      ))}
    </ul>
  );
}
