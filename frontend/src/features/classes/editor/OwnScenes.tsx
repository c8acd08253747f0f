import { useEffect, useState } from "react";
import { told } from "../../../shared/i18n/told";
import { goTo, sceneEditorHash } from "../../../shared/routes";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { FileButton } from "../../../shared/ui/FileButton";
import { useTask } from "../../../shared/ui/useTask";
import { type Copyable, editorApi, type SceneSum } from "./api";
import { strings } from "./strings";

/** The teacher's own scenes, and how to begin another: from one of the tutor's, blank, or from a file. */
export function OwnScenes() {
  const [scenes, setScenes] = useState<SceneSum[]>([]);
  const [copyable, setCopyable] = useState<Copyable[]>([]);
  const [from, setFrom] = useState("");
  const { failure, busy, attempt } = useTask();
  useEffect(() => {
    void attempt(async () => {
      const [own, ours] = await Promise.all([editorApi.all(), editorApi.copyable()]);
      setScenes(own);
      setCopyable(ours);
    });
  }, [attempt]);
  const text = strings.own;
  const begin = (): void =>
    void attempt(async () => goTo(sceneEditorHash((await editorApi.begin(from || null)).id)));
  const fromFile = (file: File): void =>
    void attempt(async () => goTo(sceneEditorHash((await editorApi.fromFile(await file.text())).id)));
  return (
    <section data-testid="own-scenes">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      <ul className="class-list">
        {scenes.map(({ id, title, level, class_ids }) => (
          <li key={id}>
            <a href={sceneEditorHash(id)} lang="es">
              {title || strings.title}
            </a>
            <span className="quiet">
              {level}
              {class_ids.length > 0 && ` · ${text.given}`}
            </span>
          </li>
        ))}
      </ul>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div className="button-row">
        <select aria-label={text.from} value={from} onChange={({ target }) => setFrom(target.value)}>
          <option value="">{text.blank}</option>
          <optgroup label={text.copy}>
            {copyable.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.level_min} · ${told(one, "title").title}`}
              </option>
            ))}
          </optgroup>
          {scenes.length > 0 && (
            <optgroup label={text.title}>
              {scenes.map((one) => (
                <option key={one.id} value={one.scenario_id} lang="es">
                  {one.title || strings.title}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        <button type="button" className="button small" disabled={busy} onClick={begin}>
          {text.begin}
        </button>
        <FileButton label={text.file} accept=".toml,text/plain" onFile={fromFile} />
      </div>
    </section>
  );
}
