import { type Accent, learnersApi, type Strictness, VARIETIES, type Variety, type Voice } from "./api";
import { toErrorBody } from "../../shared/wire/http";
import { type ErrorBody, type Learner, type LevelId, LEVELS, type Status } from "../../shared/wire/types";
import { useEffect, useState } from "react";
import type { Preferences, Theme } from "../../shared/usePreferences";
import { chooseLanguage } from "../../shared/i18n/choice";
import { language } from "../../shared/i18n/language";
import { type Language, LANGUAGES, nameOf } from "../../shared/i18n/translated";
import { PLACEMENT } from "../../shared/routes";
import { strings as exercisesStrings } from "../exercises/strings";
import { strings } from "./strings";
import { DataSection } from "./DataSection";
import { GOALS, goalName, minuteOptions } from "./goals";
import { languageOptions } from "./languages";
import { ReminderSection } from "./ReminderSection";
import { GENDER_SIGNS, regionName } from "../../shared/i18n/voiceNames";
import { MemorySection } from "./MemorySection";
import { Dialog } from "../../shared/ui/Dialog";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Field } from "../../shared/ui/Field";
import { ModelSection } from "../llm/ModelSection";
import { WrittenLines } from "../llm/WrittenLines";

interface Props {
  learner: Learner | null;
  preferences: Preferences;
  version: string | null;
  /** What answers. */
  partner: Status["partner"] | undefined;
  onLearner: (learner: Learner) => void;
  onPreferences: (change: Partial<Preferences>) => void;
  onClose: () => void;
}

const PAUSES = [0.8, 1, 1.5, 2] as const;
const SPEEDS = [0.75, 0.9, 1, 1.15] as const;

/** What the tutor should know about the learner, and how this page behaves. Each change is saved at once. */
export default function Settings({ learner, preferences, version, partner, onLearner, onPreferences, onClose }: Props) {
  const [voices, setVoices] = useState<Voice[]>([]);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const [saved, setSaved] = useState(false);
  const text = strings.settings;

  useEffect(() => {
    learnersApi.voices().then(setVoices, (error: unknown) => setFailure(toErrorBody(error)));
  }, []);

  const change = async (part: Partial<Learner>): Promise<void> => {
    setFailure(null);
    setSaved(false);
    try {
      onLearner(await learnersApi.change(part));
      setSaved(true);
    } catch (error) {
      setFailure(toErrorBody(error));
    }
  };

  return (
    <Dialog title={text.title} className="settings" onClose={onClose}>
      <div className="dialog-scroll">
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        {learner && (
          <>
            <section>
              <h3>{text.you}</h3>
              <Field label={text.firstLanguage}>
                <select
                  value={learner.first_language}
                  onChange={(event) => void change({ first_language: event.target.value })}
                >
                  {languageOptions(learner.first_language).map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </Field>
              <Field label={text.goal}>
                <select
                  data-testid="goal"
                  value={learner.goal}
                  onChange={(event) => void change({ goal: event.target.value as Learner["goal"] })}
                >
                  <option value="">{text.goalNone}</option>
                  {GOALS.map((goal) => (
                    <option key={goal} value={goal}>
                      {goalName(goal)}
                    </option>
                  ))}
                </select>
              </Field>
              <Field label={text.minutes}>
                <select
                  data-testid="minutes-a-day"
                  value={learner.minutes_a_day}
                  onChange={(event) => void change({ minutes_a_day: Number(event.target.value) })}
                >
                  {minuteOptions(learner.minutes_a_day).map((minutes) => (
                    <option key={minutes} value={minutes}>
                      {text.minutesOf(minutes)}
                    </option>
                  ))}
                </select>
              </Field>
              <Field label={text.level}>
                <select
                  value={learner.level}
                  onChange={(event) => void change({ level: event.target.value as LevelId })}
                >
                  {LEVELS.map((level) => (
                    <option key={level}>{level}</option>
                  ))}
                </select>
              </Field>
              <p className="setting">
                <span className="quiet">{exercisesStrings.placement.title}</span>
                <a className="button small plain" href={PLACEMENT} data-testid="to-placement" onClick={onClose}>
                  {exercisesStrings.placement.find}
                </a>
              </p>
              <Field label={text.variety}>
                <select
                  data-testid="variety"
                  value={learner.variety}
                  onChange={(event) => void change({ variety: event.target.value as Variety })}
                >
                  {VARIETIES.map((id) => (
                    <option key={id} value={id}>
                      {text.varieties[id]}
                    </option>
                  ))}
                </select>
              </Field>
              <p className="quiet">{text.varietyHint}</p>
              <label className="check">
                <input
                  type="checkbox"
                  data-testid="vosotros"
                  checked={learner.vosotros}
                  onChange={(event) => void change({ vosotros: event.target.checked })}
                />
                {text.vosotros}
              </label>
              <Field label={text.strictness}>
                <select
                  value={learner.strictness}
                  onChange={(event) => void change({ strictness: event.target.value as Strictness })}
                >
                  {Object.entries(text.strictnessNames).map(([id, name]) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </Field>
              <label className="check">
                <input
                  type="checkbox"
                  checked={learner.tips}
                  onChange={(event) => void change({ tips: event.target.checked })}
                />
                {text.tips}
              </label>
            </section>
            <section>
              <h3>{text.voiceSection}</h3>
              <Field label={text.voice}>
                <select value={learner.voice} onChange={(event) => void change({ voice: event.target.value })}>
                  <option value="auto">{text.voiceAuto}</option>
                  {voices.map((voice) => (
                    <option key={voice.id} value={voice.id} disabled={!voice.installed}>
                      {[voice.name, regionName(voice.region), GENDER_SIGNS[voice.gender], !voice.installed && text.notInstalled]
                        .filter(Boolean)
                        .join(" · ")}
                    </option>
                  ))}
                </select>
              </Field>
              <Field label={text.accent}>
                <select
                  data-testid="accent"
                  value={learner.accent}
                  onChange={(event) => void change({ accent: event.target.value as Accent })}
                >
                  {Object.entries(text.accents).map(([id, name]) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </Field>
              <p className="quiet">{text.accentHint}</p>
              <Field label={text.speed}>
                <select
                  value={learner.speech_speed ?? ""}
                  onChange={(event) =>
                    void change({ speech_speed: event.target.value === "" ? null : Number(event.target.value) })
                  }
                >
                  <option value="">{text.speedAuto}</option>
                  {speedOptions(learner.speech_speed).map(({ speed, name }) => (
                    <option key={speed} value={speed}>
                      {name}
                    </option>
                  ))}
                </select>
              </Field>
            </section>
          </>
        )}
        {learner && (
          <>
            <MemorySection learner={learner} onChange={change} />
            <ModelSection learner={learner} onChange={change} onClose={onClose} />
            <WrittenLines partner={partner} />
          </>
        )}
        <section>
          <h3>{text.handsFree}</h3>
          {learner && (
            <Field label={text.pause}>
              <select
                data-testid="pause"
                value={nearestPause(learner.patience)}
                onChange={(event) => void change({ patience: Number(event.target.value) })}
              >
                {PAUSES.map((pause) => (
                  <option key={pause} value={pause}>
                    {text.pauses[pause]}
                  </option>
                ))}
              </select>
            </Field>
          )}
          <label className="check">
            <input
              type="checkbox"
              data-testid="check-first"
              checked={preferences.checkFirst}
              onChange={(event) => onPreferences({ checkFirst: event.target.checked })}
            />
            {text.checkFirst}
          </label>
        </section>
        <section>
          <h3>{text.page}</h3>
          <Field label={text.pageLanguage}>
            <select
              data-testid="page-language"
              value={language()}
              onChange={(event) => void chooseLanguage(event.target.value as Language)}
            >
              {LANGUAGES.map((id) => (
                <option key={id} value={id} lang={id}>
                  {nameOf(id)}
                </option>
              ))}
            </select>
          </Field>
          <Field label={text.theme}>
            <select
              value={preferences.theme}
              onChange={(event) => onPreferences({ theme: event.target.value as Theme })}
            >
              {Object.entries(text.themes).map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <label className="check">
            <input
              type="checkbox"
              checked={preferences.autoplay}
              onChange={(event) => onPreferences({ autoplay: event.target.checked })}
            />
            {text.autoplay}
          </label>
        </section>
        {learner && <ReminderSection learner={learner} onChange={change} />}
        <DataSection />
        <p className="quiet settings-foot">
          {version && text.version(version)}
          <span role="status">{saved && text.saved}</span>
        </p>
      </div>
    </Dialog>
  );
}

function nearestPause(patience: number): number {
  return PAUSES.reduce<number>((best, pause) => (Math.abs(pause - patience) < Math.abs(best - patience) ? pause : best), 1);
}

/** The named speeds, and the current one where it was set elsewhere to something between. */
function speedOptions(current: number | null): { speed: number; name: string }[] {
  const named = SPEEDS.map((speed) => ({ speed: speed as number, name: strings.settings.speedNames[speed] as string }));
  if (current === null || named.some(({ speed }) => speed === current)) return named;
  return [...named, { speed: current, name: `× ${current}` }].sort((a, b) => a.speed - b.speed);
}
