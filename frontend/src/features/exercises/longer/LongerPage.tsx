import { useCallback } from "react";
import { longerHash } from "../../../shared/routes";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useList } from "../../../shared/ui/useList";
import { useTitle } from "../../../shared/ui/useTitle";
import { FAMILIES, longerApi, type Family } from "./api";
import { GapTextView } from "./GapTextView";
import { PassageView } from "./PassageView";
import { strings } from "./strings";
import { TaskView } from "./TaskView";
import "../practice.css";
import "./longer.css";

interface Props {
  family: Family;
  id: string | null;
  level: string;
  limitSeconds: number | null;
}

/** Texts with gaps, listening, and tasks: one of them, or the list to choose from. */
export default function LongerPage({ family, id, level, limitSeconds }: Props) {
  useTitle(strings.title);
  return (
    <div className="page-column practice longer" data-testid="longer">
      {id === null ? (
        <Choice family={family} level={level} />
      ) : (
        <>
          <a className="text-button longer-back" href={longerHash(family)}>
            {strings.back}
          </a>
          {family === "gaps" && <GapTextView id={id} />}
          {family === "listening" && <PassageView id={id} />}
          {family === "tasks" && <TaskView id={id} limitSeconds={limitSeconds} />}
        </>
      )}
    </div>
  );
}

function Choice({ family, level }: { family: Family; level: string }) {
  const { items, busy, failure } = useList(useCallback(() => longerApi.list(family), [family]));
  const levels = [...new Set(items.map((item) => item.level))];
  return (
    <>
      <h1>{strings.title}</h1>
      <p className="quiet">{strings.intro}</p>
      <nav className="longer-families" aria-label={strings.title}>
        {FAMILIES.map((name) => (
          <a key={name} href={longerHash(name)} aria-current={name === family ? "page" : undefined} className="chip">
            {strings.families[name]}
          </a>
        ))}
      </nav>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {levels.map((at) => (
        <details key={at} open={at === level} className="longer-level" aria-busy={busy}>
          <summary>
            {strings.atLevel} {at}
          </summary>
          <ul className="longer-list">
            {items
              .filter((item) => item.level === at)
              .map((item) => (
                <li key={item.id}>
                  <a href={longerHash(family, item.id)} lang="es" data-testid="longer-item">
                    {item.title}
                  </a>
                  <span className="quiet">
                    {[
                      strings.kinds[item.kind],
                      item.best !== null && item.total !== null && strings.best(item.best, item.total),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </>
  );
}
