import { strings } from "../strings";
import type { Learner, LevelInfo, Voice } from "../types";
import type { Preferences, Theme } from "../usePreferences";
import { Dialog } from "./Dialog";

function Choice(props: {
  label: string;
  value: string;
  options: [value: string, label: string][];
  onChange: (value: string) => void;
}) {
  return (
    <label className="setting">
      <span>{props.label}</span>
      <select value={props.value} onChange={(e) => props.onChange(e.target.value)}>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function SettingsPanel(props: {
  learner: Learner;
  levels: LevelInfo[];
  voices: Voice[];
  preferences: Preferences;
  onChange: (patch: Partial<Learner>) => void;
  onClose: () => void;
}) {
  const { learner, preferences, onChange } = props;
  const t = strings.settingsPanel;
  return (
    <Dialog title={strings.settings} onClose={props.onClose}>
      <Choice
        label={t.firstLanguage}
        value={learner.first_language}
        options={Object.entries(strings.languages)}
        onChange={(first_language) => onChange({ first_language })}
      />
      <Choice
        label={t.level}
        value={learner.level}
        options={props.levels.map((l) => [l.id, `${l.id} · ${l.name}`])}
        onChange={(level) => onChange({ level })}
      />
      <Choice
        label={t.voice}
        value={learner.voice}
        options={[["auto", t.auto], ...props.voices.map((v): [string, string] => [v.id, `${v.name} · ${v.region}`])]}
        onChange={(voice) => onChange({ voice })}
      />
      <Choice
        label={t.speed}
        value={String(learner.speech_speed ?? "")}
        options={[["", t.byLevel], ...["0.7", "0.8", "0.9", "1", "1.1", "1.2"].map((s): [string, string] => [s, `${s}×`])]}
        onChange={(speed) => onChange({ speech_speed: speed ? Number(speed) : null })}
      />
      <Choice
        label={t.strictness}
        value={learner.strictness}
        options={[
          ["gentle", t.gentle],
          ["normal", t.normal],
          ["strict", t.strict],
        ]}
        onChange={(strictness) => onChange({ strictness: strictness as Learner["strictness"] })}
      />
      <Choice
        label={t.theme}
        value={preferences.theme}
        options={[
          ["system", t.system],
          ["light", t.light],
          ["dark", t.dark],
        ]}
        onChange={(theme) => preferences.setTheme(theme as Theme)}
      />
      <label className="setting">
        <span>{t.autoplay}</span>
        <input
          type="checkbox"
          checked={preferences.autoplay}
          onChange={(e) => preferences.setAutoplay(e.target.checked)}
        />
      </label>
    </Dialog>
  );
}
