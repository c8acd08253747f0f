import { type FormEvent, useState } from "react";
import { common } from "../../../shared/i18n/common";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useTitle } from "../../../shared/ui/useTitle";
import type { LevelId } from "../../../shared/wire/types";
import { strings } from "../strings";
import { modelsApi } from "./api";
import { Compare } from "./Compare";
import { ModelRow } from "./ModelRow";
import { useModels } from "./useModels";
import "./models.css";

/** A model of Ollama. */
const EXAMPLE = "gemma3:4b";
const KINDS = ["llm", "stt", "tts"] as const;

/** What talks, hears and speaks here, and what better could. */
export default function ModelsPage({ level }: { level: LevelId }) {
  useTitle(strings.models.title);
  const { models, failure, busy, act } = useModels();
  const text = strings.models;
  return (
    <div className="page-column models">
      <h1>{text.title}</h1>
      <p className="quiet">{text.text}</p>
      {models && (
        <p data-testid="machine">{text.machine(models.machine.memory_gb, models.machine.cores, models.machine.gpu)}</p>
      )}
      {models && !models.may_change && <p className="note">{text.onlyOwner}</p>}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!models && !failure && <p className="quiet">{common.loading}</p>}
      {models &&
        KINDS.map((kind) => (
          <section key={kind} aria-labelledby={`models-${kind}`}>
            <h2 id={`models-${kind}`}>{text.kinds[kind]}</h2>
            <p className="quiet">{text.about[kind]}</p>
            <ul className="model-list">
              {models.models
                .filter((model) => model.kind === kind)
                .map((model) => (
                  <ModelRow key={model.id} model={model} mayChange={models.may_change} busy={busy} act={act} />
                ))}
            </ul>
            {kind === "llm" && models.ollama && models.may_change && (
              <ByName onGet={(name) => act(() => modelsApi.get(`ollama/${name}`))} />
            )}
            {kind === "llm" && models.may_change && (
              <Compare models={models.models.filter((m) => m.kind === "llm" && m.installed)} level={level} />
            )}
          </section>
        ))}
    </div>
  );
}

/** Any other model that Ollama can fetch. */
function ByName({ onGet }: { onGet: (name: string) => Promise<boolean> }) {
  const [name, setName] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") void onGet(name.trim()).then((done) => done && setName(""));
  };
  return (
    <form className="model-by-name" onSubmit={submit}>
      <label className="stacked">
        <span>{strings.models.byName}</span>
        <input
          className="line-input"
          data-testid="model-name"
          placeholder={EXAMPLE}
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="button small" data-testid="get-by-name">
        {strings.models.get}
      </button>
    </form>
  );
}
