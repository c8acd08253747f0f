import { useEffect, useState } from "react";
import { shortDate } from "../../../shared/i18n/format";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useTask } from "../../../shared/ui/useTask";
import { type ClassInfo, classesApi } from "../api";
import { editorApi, type OwnScene } from "./api";
import { strings } from "./strings";
import type { Editing } from "./useDraft";

interface Props {
  scene: OwnScene;
  flush: Editing["flush"];
  onTold: Editing["told"];
}

/** The classes of the teacher: which has the scene, and whether as it is now. */
export function Publish({ scene, flush, onTold }: Props) {
  const [rooms, setRooms] = useState<ClassInfo[]>([]);
  const { failure, busy, attempt } = useTask();
  useEffect(() => {
    classesApi.all().then(({ teaching }) => setRooms(teaching), () => undefined);
  }, []);
  const text = strings.publish;
  return (
    <section data-testid="publish" aria-label={text.title}>
      <h2>{text.title}</h2>
      <p className="quiet">{scene.playable ? text.text : text.notYet}</p>
      {rooms.length === 0 && <p className="quiet">{text.noClass}</p>}
      <ul className="class-list">
        {rooms.map((room) => {
          const given = scene.published.find(({ class_id }) => class_id === room.id);
          return (
            <li key={room.id}>
              <span>{room.name}</span>
              {given && (
                <span className="quiet">
                  {given.current ? text.has(shortDate(given.published_at)) : text.older(shortDate(given.published_at))}
                </span>
              )}
              {!given?.current && (
                <button
                  type="button"
                  className="button small"
                  aria-label={`${given ? text.renew : text.give}: ${room.name}`}
                  disabled={busy || !scene.playable}
                  onClick={() =>
                    void attempt(async () => {
                      if (await flush()) onTold(await editorApi.publish(scene.id, room.id));
                    })
                  }
                >
                  {given ? text.renew : text.give}
                </button>
              )}
              {given && (
                <button
                  type="button"
                  className="text-button"
                  aria-label={`${text.take}: ${room.name}`}
                  disabled={busy}
                  onClick={() => void attempt(async () => onTold(await editorApi.unpublish(scene.id, room.id)))}
                >
                  {text.take}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
    </section>
  );
}
