import { type ReactNode, useEffect, useMemo, useState } from "react";
import { CLASSES, goTo, HOME } from "../../shared/routes";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { useTitle } from "../../shared/ui/useTitle";
import { classesApi, type Door } from "./api";
import { strings } from "./strings";
import { WhoSees } from "./WhoSees";
import "./classes.css";

/** The door of the class that a code opens. */
export default function JoinClass({ code }: { code: string }) {
  const way = useMemo(
    () => ({
      lookIn: () => classesApi.lookIn(code),
      join: async (consent: boolean) => {
        await classesApi.join(code, consent);
        goTo(HOME);
      },
    }),
    [code],
  );
  return <ClassDoor way={way} />;
}

interface Props {
  /** How one looks in and comes in; must stay the same object. */
  way: { lookIn: () => Promise<Door>; join: (consent: boolean) => Promise<void> };
  /** What else is to be known before one says yes or no. */
  children?: ReactNode;
}

/** The door of a class: who sees what, and two ways in, with or without being seen. */
export function ClassDoor({ way, children }: Props) {
  useTitle(strings.title);
  const [door, setDoor] = useState<Door | null>(null);
  const { failure, busy, attempt } = useTask();
  const text = strings.join;
  useEffect(() => {
    void attempt(async () => setDoor(await way.lookIn()));
  }, [attempt, way]);
  const join = (consent: boolean): void => void attempt(() => way.join(consent));
  return (
    <div className="page-column classes">
      <h1>{door?.name ?? strings.title}</h1>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {door && (
        <>
          <p>{text.teacher(door.teacher)}</p>
          {door.inside ? (
            <p>
              {text.inside} <a href={CLASSES}>{strings.title}</a>
            </p>
          ) : (
            <>
              <WhoSees teacher={door.teacher} retentionDays={door.retention_days} />
              {children}
              <div className="button-row">
                <button type="button" className="button" disabled={busy} data-testid="join-seen" onClick={() => join(true)}>
                  {text.seen}
                </button>
                <button
                  type="button"
                  className="button plain"
                  disabled={busy}
                  data-testid="join-unseen"
                  onClick={() => join(false)}
                >
                  {text.unseen}
                </button>
                <a className="button plain" href={HOME}>
                  {text.no}
                </a>
              </div>
            </>
          )}
        </>
      )}
    </div>
  );
}
