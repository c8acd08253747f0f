import { useMemo, useRef, useState } from "react";
import { common } from "../../../shared/i18n/common";
import { CLASSES, goTo } from "../../../shared/routes";
import { DeleteDialog } from "../../../shared/ui/DeleteDialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { useTask } from "../../../shared/ui/useTask";
import { useTitle } from "../../../shared/ui/useTitle";
import { editorApi } from "./api";
import { Examples, Glossary } from "./Extras";
import { Menu } from "./Menu";
import { Publish } from "./Publish";
import { Card, Ending, Setting } from "./Setting";
import { Answers, Steps } from "./Steps";
import { strings } from "./strings";
import { Topics, Twists } from "./Talk";
import { TryOut } from "./TryOut";
import { DraftContext, useDraft } from "./useDraft";
import "../classes.css";
import "./editor.css";

/** A teacher's scene: the form, what is wrong with it, and beside it talk to try it out. */
export default function SceneEditorPage({ id }: { id: string }) {
  const editing = useDraft(id);
  const { scene, draft, problems, saving, failure, change, set, flush, told } = editing;
  const [deleting, setDeleting] = useState(false);
  const side = useRef<HTMLElement>(null);
  const task = useTask();
  useTitle(draft?.title_es || strings.title);
  const written = useMemo(() => (draft ? { draft, problems, change, set } : null), [draft, problems, change, set]);
  const faults = problems.filter(({ hint }) => !hint).length;
  const note = failure ?? task.failure;
  return (
    <div className="page-column classes scene-editor" data-testid="scene-editor">
      <a className="text-button back" href={CLASSES}>
        <Icon name="back" />
        {strings.back}
      </a>
      {note && (
        <ErrorNote message={note.message} action={note.action}>
          {saving === "failed" && (
            <button type="button" className="button small" onClick={() => void flush()}>
              {common.retry}
            </button>
          )}
        </ErrorNote>
      )}
      {!draft && !failure && <p className="quiet">{common.loading}</p>}
      {scene && written && (
        <DraftContext.Provider value={written}>
          <h1 lang="es">{written.draft.title_es || strings.title}</h1>
          <p className="editor-state" role="status" data-testid="editor-state" data-saving={saving}>
            {strings.saving[saving]} {saving === "saved" && (faults > 0 ? strings.faults(faults) : strings.ready)}
          </p>
          <div className="button-row">
            <button type="button" className="button small plain editor-jump" onClick={() => side.current?.scrollIntoView()}>
              {strings.trial.title}
            </button>
          </div>
          <div className="editor-columns">
            <div className="editor-form">
              <Setting />
              <Menu />
              <Card />
              <Steps />
              <Answers />
              <Twists />
              <Topics />
              <Glossary />
              <Ending />
              <Examples />
            </div>
            <aside className="editor-side" ref={side}>
              <TryOut id={id} flush={flush} />
              <Publish scene={scene} flush={flush} onTold={told} />
              <div className="button-row">
                <a className="button small plain" href={editorApi.file(id)} download>
                  {strings.download}
                </a>
                <button type="button" className="button small plain" onClick={() => setDeleting(true)}>
                  {strings.remove}
                </button>
              </div>
            </aside>
          </div>
        </DraftContext.Provider>
      )}
      {deleting && (
        <DeleteDialog
          title={strings.remove}
          text={strings.removeSure}
          onClose={() => setDeleting(false)}
          onDelete={() =>
            void task.attempt(async () => {
              await editorApi.remove(id);
              goTo(CLASSES);
            })
          }
        />
      )}
    </div>
  );
}
