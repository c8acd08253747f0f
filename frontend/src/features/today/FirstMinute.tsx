import { useEffect, useRef, useState, type ReactNode } from "react";
import { goTo, PLACEMENT } from "../../shared/routes";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { lazyPart } from "../../shared/ui/lazyPart";
import { useTask } from "../../shared/ui/useTask";
import type { Conversation, Learner, Level, LevelId, Scenario } from "../../shared/wire/types";
import { conversationApi } from "../conversation/api";
import { learnersApi, VARIETIES } from "../learners/api";
import { GOALS, goalName, MINUTES_A_DAY } from "../learners/goals";
import { languageOptions, likelyLanguage } from "../learners/languages";
import { strings as learnersStrings } from "../learners/strings";
import { todayApi } from "./api";
import { Choices } from "./Choices";
import { after, before, type Knowledge, type Place, SOME_LEVELS, type Step, STEPS } from "./firstMinute";
import { strings } from "./strings";
import { told } from "../../shared/i18n/told";
import "./today.css";

// Of the last questions: the first one is not to wait for them.
const SoundTest = lazyPart(() => import("./SoundTest"));
const SceneCard = lazyPart(async () => ({ default: (await import("../conversation/scene/SceneCard")).SceneCard }));

interface Props {
  learner: Learner;
  levels: Level[];
  scenarios: Scenario[];
  step: Step;
  onStep: (to: Place) => void;
  onLearner: (learner: Learner) => void;
  onNew: () => void;
  onCreated: (conversation: Conversation) => void;
}

/** The first questions to a new learner, one at a time; each answer is saved at once, and none has to be given. */
export default function FirstMinute({ learner, levels, scenarios, step, onStep, onLearner, onNew, onCreated }: Props) {
  const { failure, busy, attempt } = useTask();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  const [language, setLanguage] = useState(() => firstGuess(learner));
  const [goal, setGoal] = useState(learner.goal);
  const [variety, setVariety] = useState(learner.variety);
  const [knowledge, setKnowledge] = useState<Knowledge>("none");
  const [level, setLevel] = useState<LevelId>("A2");
  const [minutes, setMinutes] = useState(learner.minutes_a_day);
  const [scene, setScene] = useState<Scenario | null>(null);
  const text = strings.first;

  useEffect(() => {
    // Whoever cannot see that the question has changed is told by the focus.
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  useEffect(() => {
    if (step !== "scene" && step !== "sound") return;
    let left = false;
    void attempt(async () => {
      const day = await todayApi.read();
      if (!left) setScene(day.scene);
    });
    return () => {
      left = true;
    };
  }, [step, attempt]);

  const answers: Partial<Record<Step, () => Partial<Learner>>> = {
    language: () => ({ first_language: language }),
    goal: () => ({ goal }),
    variety: () => ({ variety }),
    level: () => (knowledge === "unsure" ? {} : { level: knowledge === "none" ? "A1" : level }),
    minutes: () => ({ minutes_a_day: minutes }),
  };
  const submit = async (): Promise<void> => {
    if (step === "scene") {
      if (!scene) return;
      const begun = await conversationApi.create(learner.level, { scenario_id: scene.id, template_id: null });
      onStep("done");
      onCreated(begun);
      return;
    }
    const change = answers[step]?.() ?? {};
    if (Object.keys(change).length > 0) onLearner(await learnersApi.change(change));
    onStep(after(step));
    if (step === "level" && knowledge === "unsure") goTo(PLACEMENT);
  };
  const sound = scene ?? scenarios[0];
  const back = before(step);

  const question: Record<Step, () => ReactNode> = {
    language: () => (
      <select
        className="line-input"
        aria-label={text.language}
        data-testid="first-language"
        value={language}
        onChange={(event) => setLanguage(event.target.value)}
      >
        {languageOptions(language).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    ),
    goal: () => (
      <Choices
        name="goal"
        label={text.goal}
        value={goal}
        options={[...GOALS.map((id) => ({ value: id, name: goalName(id) })), { value: "" as const, name: text.other }]}
        onChange={setGoal}
      />
    ),
    variety: () => (
      <Choices
        name="variety"
        label={text.variety}
        value={variety}
        options={VARIETIES.map((id) => ({ value: id, name: learnersStrings.settings.varieties[id] }))}
        onChange={setVariety}
      />
    ),
    level: () => (
      <>
        <Choices
          name="knowledge"
          label={text.level}
          value={knowledge}
          options={(["none", "some", "unsure"] as const).map((id) => ({
            value: id,
            name: text.knowledge[id],
            hint: text.knowledgeHints[id],
          }))}
          onChange={setKnowledge}
        />
        {knowledge === "some" && (
          <Choices
            name="can-do"
            label={text.canDo}
            heading
            value={level}
            options={SOME_LEVELS.map((id) => ({
              value: id,
              name: id,
              hint: levels.filter((one) => one.id === id).map((one) => told(one, "can_do").can_do)[0] ?? "",
            }))}
            onChange={setLevel}
          />
        )}
      </>
    ),
    minutes: () => (
      <Choices
        name="minutes"
        label={text.minutes}
        value={minutes}
        options={MINUTES_A_DAY.map((count) => ({ value: count, name: text.minutesOf(count) }))}
        onChange={setMinutes}
      />
    ),
    sound: () => sound && <SoundTest scenarioId={sound.id} sentence={sound.phrases[0]?.[0] ?? ""} />,
    scene: () => scene && <SceneCard scenario={scene} />,
  };
  const hints: Record<Step, string> = {
    language: text.languageHint,
    goal: text.goalHint,
    variety: text.varietyHint,
    level: "",
    minutes: text.minutesHint,
    sound: text.soundHint,
    scene: text.sceneHint,
  };

  return (
    <form
      className="home first-minute"
      data-testid="first-minute"
      data-step={step}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void attempt(submit);
      }}
    >
      <header className={step === "language" ? undefined : "visually-hidden"}>
        <h1>
          <span lang="es">¡Hola!</span> {text.title}
        </h1>
        {step === "language" && <p className="first-text">{text.text}</p>}
      </header>
      <p className="first-step">
        <progress max={STEPS.length} value={STEPS.indexOf(step) + 1} aria-hidden="true" />
        <span className="quiet">{text.step(STEPS.indexOf(step) + 1, STEPS.length)}</span>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {text[step]}
      </h2>
      {hints[step] && <p className="quiet">{hints[step]}</p>}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {question[step]()}
      <div className="button-row first-foot">
        <button type="submit" className="button" data-testid="first-next" aria-disabled={busy}>
          {step !== "scene" ? text.next : busy ? text.starting : text.start}
        </button>
        {step === "scene" ? (
          <button type="button" className="button plain" onClick={() => onNew()}>
            {text.choose}
          </button>
        ) : (
          <button type="button" className="button plain" data-testid="first-skip" onClick={() => onStep(after(step))}>
            {text.skip}
          </button>
        )}
        {back && (
          <button type="button" className="text-button" onClick={() => onStep(back)}>
            {text.back}
          </button>
        )}
        <button type="button" className="text-button first-not-now" data-testid="first-not-now" onClick={() => onStep("done")}>
          {text.skipAll}
        </button>
      </div>
    </form>
  );
}

/** What was chosen before, else the language of the browser: English is only what everybody begins with. */
function firstGuess({ first_language }: Learner): string {
  return first_language === "en" ? likelyLanguage(navigator.languages) : first_language;
}
