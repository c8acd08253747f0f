import { useState } from "react";
import { useSpeechOf, useSpeechPlayer } from "../../../shared/audio/useSpeech";
import { percent } from "../../../shared/i18n/format";
import { common } from "../../../shared/i18n/common";
import { DeleteDialog } from "../../../shared/ui/DeleteDialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { strings } from "../strings";
import { isComing, type Model, modelsApi } from "./api";
import { nameOf, suitsText } from "./words";

interface Props {
  model: Model;
  mayChange: boolean;
  busy: boolean;
  act: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** One model: what it takes, how it does here, and what can be done with it. */
export function ModelRow({ model, mayChange, busy, act }: Props) {
  const { id, kind, installed, in_use, download } = model;
  const [asking, setAsking] = useState(false);
  const [measuring, setMeasuring] = useState(false);
  const text = strings.models;
  const name = nameOf(model);
  const coming = isComing(model);
  const half = !installed && download?.state === "cancelled" && download.here > 0;
  const measure = async (): Promise<void> => {
    setMeasuring(true);
    await act(() => modelsApi.measure(id));
    setMeasuring(false);
  };
  return (
    <li data-testid="model" data-model={id}>
      <h3>
        {name} {in_use && <span className="tag">{text.inUse}</span>}
        {installed && !in_use && <span className="tag here">{text.here}</span>}
      </h3>
      <p className="quiet">
        {[model.engine === "ollama" && "Ollama", installed ? text.sizeHere(model.size_bytes) : text.size(model.size_bytes), text.memory(model.memory_bytes), model.licence]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {kind !== "tts" && (
        <p className={`suits ${model.suits}`} data-testid="suits" role="status">
          {measuring || (installed && download?.state === "done" && !model.measured && !model.heard)
            ? text.measuring
            : suitsText(model)}
        </p>
      )}
      {coming && download && (
        <div className="model-coming">
          <progress aria-label={text.comingLabel(name)} max={1} value={shareOf(download)} />
          <span data-testid="share">{download.state === "waiting" ? text.waiting : percent(shareOf(download))}</span>
          {mayChange && (
            <button type="button" className="button small plain" onClick={() => void act(() => modelsApi.cancel(id))}>
              {common.cancel}
            </button>
          )}
        </div>
      )}
      {download?.state === "failed" && <ErrorNote message={download.problem} action={download.action} />}
      <div className="model-actions">
        {mayChange && !installed && !coming && (
          <button
            type="button"
            className="button small"
            data-testid="get"
            disabled={busy}
            aria-label={`${half ? text.goOn : text.get}: ${name}`}
            onClick={() => void act(() => modelsApi.get(id))}
          >
            {half ? text.goOn : text.get}
          </button>
        )}
        {kind === "tts" && installed && <Preview id={id} name={name} />}
        {mayChange && kind === "stt" && installed && !in_use && (
          <button type="button" className="button small" data-testid="use" aria-label={`${text.use}: ${name}`} onClick={() => void act(() => modelsApi.hearWith(id))}>
            {text.use}
          </button>
        )}
        {mayChange && kind !== "tts" && installed && (
          <button
            type="button"
            className="button small plain"
            data-testid="measure"
            disabled={measuring}
            aria-label={`${text.measure}: ${name}`}
            onClick={() => void measure()}
          >
            {text.measure}
          </button>
        )}
        {mayChange && installed && (!in_use || model.engine === "ollama") && (
          <button
            type="button"
            className="button small plain"
            data-testid="remove"
            aria-label={`${common.remove}: ${name}`}
            onClick={() => setAsking(true)}
          >
            {common.remove}
          </button>
        )}
      </div>
      {asking && (
        <DeleteDialog
          title={text.removeLabel(name)}
          text={text.sure(name, model.size_bytes)}
          onDelete={() => {
            setAsking(false);
            void act(() => modelsApi.remove(id));
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

function Preview({ id, name }: { id: string; name: string }) {
  const player = useSpeechPlayer();
  const sound = `voice-${id}`;
  const { state } = useSpeechOf(sound);
  const sounding = state === "playing" || state === "loading";
  return (
    <button
      type="button"
      className="button small plain"
      data-testid="preview"
      aria-label={`${strings.models.preview}: ${name}`}
      onClick={() => (sounding ? player.stop() : void player.play(sound, modelsApi.preview(id)))}
    >
      <Icon name={sounding ? "stop" : "play"} />
      {strings.models.preview}
    </button>
  );
}

function shareOf({ here, total }: { here: number; total: number }): number {
  return total > 0 ? Math.min(here / total, 1) : 0;
}
