import { useCallback, useEffect, useState } from "react";
import { common } from "../../shared/i18n/common";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { useTitle } from "../../shared/ui/useTitle";
import { classesApi, type Room } from "../classes/api";
import { AssignmentForm } from "../classes/AssignmentForm";
import { strings as classes } from "../classes/strings";
import { coursesApi } from "./api";
import { strings } from "./strings";
import "../classes/classes.css";

/** A teacher chooses what a new link of a course leads to: something the class was given, or something new. */
export default function PickPage({ token }: { token: string }) {
  const text = strings.pick;
  const [room, setRoom] = useState<Room | null>(null);
  const [platform, setPlatform] = useState("");
  const { failure, busy, attempt } = useTask();
  useTitle(text.title(platform));
  const read = useCallback(async () => {
    const picking = await coursesApi.picking(token);
    setPlatform(picking.platform);
    setRoom(await classesApi.read(picking.class_id));
  }, [token]);
  useEffect(() => void attempt(read), [attempt, read]);
  return (
    <div className="page-column classes" data-testid="pick" aria-busy={busy}>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!room && !failure && <p className="quiet">{common.loading}</p>}
      {room && (
        <>
          <h1>{text.title(platform)}</h1>
          <p>{text.text}</p>
          <h2>{room.name}</h2>
          {room.assignments.length === 0 && <p className="quiet">{text.none}</p>}
          <ul className="assignments">
            {room.assignments.map(({ id, title, kind }) => (
              <li key={id} className="assignment">
                <p>
                  <strong>{title}</strong> <span className="tag">{classes.assignments.kinds[kind]}</span>
                </p>
                <a className="button small" aria-label={text.chooseLabel(title)} href={coursesApi.picked(token, id)}>
                  {text.choose}
                </a>
              </li>
            ))}
          </ul>
          <AssignmentForm
            room={room.id}
            busy={busy}
            onGive={(what) =>
              attempt(async () => {
                await classesApi.give(room.id, what);
                await read();
              })
            }
          />
        </>
      )}
    </div>
  );
}
