import { useCallback, useEffect, useState } from "react";
import { CLASSES } from "../../shared/routes";
import { common } from "../../shared/i18n/common";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { useTask } from "../../shared/ui/useTask";
import { useTitle } from "../../shared/ui/useTitle";
import { classesApi, type NewAssignment, type Room } from "./api";
import { AssignmentForm } from "./AssignmentForm";
import { AssignmentList } from "./AssignmentList";
import { ClassOverview } from "./ClassOverview";
import { ClassSettings } from "./ClassSettings";
import { Door } from "./Door";
import { strings } from "./strings";
import "./classes.css";

/** A class for its teacher: how it stands, what it was given, who is in it. */
export default function ClassPage({ id }: { id: string }) {
  const [room, setRoom] = useState<Room | null>(null);
  useTitle(room?.name ?? strings.title);
  const { failure, busy, attempt } = useTask();
  const change = useCallback(
    (work: () => Promise<unknown> = () => Promise.resolve()) =>
      attempt(async () => {
        await work();
        setRoom(await classesApi.read(id));
      }),
    [attempt, id],
  );
  useEffect(() => void change(), [change]);
  const give = (what: Partial<NewAssignment> & Pick<NewAssignment, "kind">): Promise<boolean> =>
    change(() => classesApi.give(id, what));
  return (
    <div className="page-column classes" data-testid="class" aria-busy={busy}>
      <a className="text-button back" href={CLASSES}>
        <Icon name="back" />
        {strings.title}
      </a>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!room && !failure && <p className="quiet">{common.loading}</p>}
      {room && (
        <>
          <h1>{room.name}</h1>
          <Door room={room} onChange={change} />
          {room.members.length > 0 && (
            <ClassOverview id={id} assignments={room.assignments.length} onGive={(points) => give({ kind: "points", points })} />
          )}
          <section>
            <h2>{strings.assignments.title}</h2>
            <AssignmentForm room={id} busy={busy} onGive={give} />
            <AssignmentList room={room} onChange={change} />
          </section>
          <ClassSettings room={room} onChange={change} />
        </>
      )}
    </div>
  );
}
