import { BUILT_IN, type Template, templatesApi } from "./api";
import type { Draft } from "./draft";
import type { Learner, LevelId, Scenario } from "../../../shared/wire/types";
import { useState } from "react";
import { useList } from "../../../shared/ui/useList";
import { keepText, readText } from "../../../shared/tabStorage";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { FileButton } from "../../../shared/ui/FileButton";
import { Editor } from "./Editor";
import { SideBySide, type Situation } from "./SideBySide";
import { useTitle } from "../../../shared/ui/useTitle";
import "../../progress/progress.css";
import "./templates.css";

interface Props {
  learner: Learner | null;
  scenarios: Scenario[];
}

/** What the tutor is told, in the learner's own words, and what it makes of that. */
export default function TemplatesPage({ learner, scenarios }: Props) {
  useTitle(strings.templates.title);
  const { items, failure, busy, attempt, change } = useList(templatesApi.list);
  const [chosen, setDraft] = useState<Draft | null>(null);
  const [situation, setSituation] = useState<Situation>({ message: "", level: null, scenario: "charla" });
  const text = strings.templates;
  const first = items[0];
  const draft = chosen ?? (first ? draftOf(first) : null);
  const level: LevelId = situation.level ?? learner?.level ?? "A2";
  const language = learner?.first_language ?? "en";

  const edit = (next: Draft): void => {
    keepText(nameOf(next.id), JSON.stringify(next));
    setDraft(next);
  };
  const open = (id: string): void => {
    const found = items.find((template) => template.id === id);
    if (found) setDraft(draftOf(found));
    else setDraft(kept(null) ?? { id: null, name: "", text: first?.text ?? "" });
  };
  const copy = ({ name, text: copied }: Draft): void => edit({ id: null, name: text.copyOf(name), text: copied });
  const saved = (template: Template, from: string | null): void => {
    keepText(nameOf(from), "");
    setDraft({ id: template.id, name: template.name, text: template.text });
  };
  const save = ({ id, name, text: written }: Draft): void => {
    void change(async () => saved(id === null ? await templatesApi.add(name, written) : await templatesApi.save(id, name, written), id));
  };
  const remove = (id: string): void => {
    void change(async () => {
      await templatesApi.remove(id);
      keepText(nameOf(id), "");
      setDraft(null);
    });
  };
  const read = (file: File): void => void change(async () => saved(await templatesApi.fromFile(await file.text()), null));

  return (
    <div className="page-column templates" data-testid="templates">
      <h1>{text.title}</h1>
      <p className="quiet">{text.text}</p>
      <div className="button-row">
        <label className="template-choice">
          <span>{text.which}</span>
          <select data-testid="template" value={draft?.id ?? ""} onChange={(event) => open(event.target.value)}>
            {items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="">{text.unsaved}</option>
          </select>
        </label>
        <FileButton label={text.fromFile} testId="template-file" accept=".toml" onFile={read} />
      </div>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {draft ? (
        <Editor
          key={draft.id}
          draft={draft}
          saved={items.find(({ id }) => id === draft.id) ?? null}
          level={level}
          scenario={situation.scenario}
          firstLanguage={language}
          busy={busy}
          attempt={attempt}
          onEdit={edit}
          onCopy={copy}
          onSave={save}
          onRemove={remove}
        />
      ) : (
        !failure && <p className="quiet">{common.loading}</p>
      )}
      {draft && (
        <SideBySide
          templates={items}
          draft={draft}
          scenarios={scenarios}
          level={level}
          firstLanguage={language}
          situation={situation}
          onSituation={setSituation}
        />
      )}
    </div>
  );
}

/** What was typed and not saved, kept for as long as the tab lives. */
function nameOf(id: string | null): string {
  return `template.${id ?? "new"}`;
}

function kept(id: string | null): Draft | null {
  const text = readText(nameOf(id));
  return text ? (JSON.parse(text) as Draft) : null;
}

function draftOf({ id, name, text }: Template): Draft {
  return (id === BUILT_IN ? null : kept(id)) ?? { id, name, text };
}
