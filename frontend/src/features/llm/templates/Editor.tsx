import { BUILT_IN, type Template, templatesApi } from "./api";
import type { LevelId } from "../../../shared/wire/types";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { Task } from "../../../shared/ui/useTask";
import { shortDate } from "../../../shared/i18n/format";
import { SureNote } from "../../../shared/ui/SureNote";
import { strings } from "../strings";
import type { Draft } from "./draft";

interface Props {
  draft: Draft;
  /** The template as the server has it; null for one that was never saved. */
  saved: Template | null;
  level: LevelId;
  scenario: string;
  firstLanguage: string;
  busy: boolean;
  attempt: Task["attempt"];
  onEdit: (draft: Draft) => void;
  onCopy: (draft: Draft) => void;
  onSave: (draft: Draft) => void;
  onRemove: (id: string) => void;
}

/** One template: its name, its text, the variables that may stand in it, and its older versions. */
export function Editor(props: Props) {
  const { draft, saved, level, scenario, firstLanguage, busy, attempt, onEdit, onCopy, onSave, onRemove } = props;
  const [variables, setVariables] = useState<Record<string, string>>({});
  const [versions, setVersions] = useState<Template[]>([]);
  const [sure, setSure] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = strings.templates;
  const { id } = draft;
  const builtIn = id === BUILT_IN;
  const changed = saved === null || saved.text !== draft.text || saved.name !== draft.name;
  const older = versions.find((version) => version.text === draft.text);
  const newest = saved?.version ?? null;

  useEffect(() => {
    void attempt(async () => setVariables(await templatesApi.variables(level, scenario, firstLanguage)));
  }, [attempt, level, scenario, firstLanguage]);
  useEffect(() => {
    if (id !== null && newest !== null) void attempt(async () => setVersions(await templatesApi.versions(id)));
  }, [attempt, id, newest]);

  const insert = (name: string): void => {
    const area = field.current;
    if (!area) return;
    const { selectionStart: from, selectionEnd: to } = area;
    const written = `{${name}}`;
    onEdit({ ...draft, text: draft.text.slice(0, from) + written + draft.text.slice(to) });
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(from + written.length, from + written.length);
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (changed && !busy && draft.name.trim() !== "" && draft.text.trim() !== "") onSave(draft);
  };

  return (
    <form className="template-editor" onSubmit={submit}>
      <label className="stacked">
        <span>{text.name}</span>
        <input
          className="line-input"
          data-testid="template-name"
          maxLength={80}
          required
          readOnly={builtIn}
          value={draft.name}
          onChange={(event) => onEdit({ ...draft, name: event.target.value })}
        />
      </label>
      <label className="stacked">
        <span>{text.body}</span>
        <textarea
          ref={field}
          className="line-input"
          data-testid="template-text"
          rows={12}
          lang="es"
          maxLength={4000}
          required
          readOnly={builtIn}
          value={draft.text}
          onChange={(event) => onEdit({ ...draft, text: event.target.value })}
        />
      </label>
      {builtIn ? (
        <p className="quiet">{text.builtIn}</p>
      ) : (
        <div className="variables" role="group" aria-label={text.variables}>
          {Object.entries(variables).map(([name, value]) => (
            <button key={name} type="button" className="variable" title={value} onClick={() => insert(name)}>
              {`{${name}}`}
            </button>
          ))}
        </div>
      )}
      <p className="quiet">{text.always}</p>
      <div className="button-row">
        {!builtIn && (
          <button type="submit" className="button small" data-testid="save-template" aria-disabled={busy || !changed}>
            {text.save}
          </button>
        )}
        <button type="button" className="button small plain" data-testid="copy-template" onClick={() => onCopy(draft)}>
          {text.copy}
        </button>
        {saved && (
          <a className="button small plain" href={templatesApi.fileOf(saved.id)} download data-testid="export-template">
            {text.toFile}
          </a>
        )}
        {versions.length > 0 && (
          <label className="template-choice">
            <span>{text.version}</span>
            <select
              data-testid="template-version"
              value={older?.version ?? ""}
              onChange={(event) => {
                const wanted = versions.find(({ version }) => version === Number(event.target.value));
                if (wanted) onEdit({ ...draft, text: wanted.text });
              }}
            >
              {!older && <option value="">{text.notSaved}</option>}
              {versions.map(({ version, saved_at }) => (
                <option key={version} value={version ?? ""}>
                  {text.versionOf(version ?? 0, shortDate(saved_at ?? ""))}
                </option>
              ))}
            </select>
          </label>
        )}
        {saved && !builtIn && !sure && (
          <button type="button" className="button small plain" data-testid="delete-template" onClick={() => setSure(true)}>
            {text.remove}
          </button>
        )}
      </div>
      <p role="status" className="quiet" data-testid="template-state">
        {!changed && saved.version !== null && text.savedAs(saved.version)}
        {older && older.version !== newest && newest !== null && text.older(older.version ?? 0)}
      </p>
      {sure && saved && (
        <SureNote
          text={text.sure(saved.name)}
          label={text.remove}
          busy={busy}
          onYes={() => onRemove(saved.id)}
          onNo={() => setSure(false)}
        />
      )}
    </form>
  );
}
