import { strings } from "../strings";
import type { Status } from "../types";
import { ProblemNote } from "./ProblemNote";

/** Which engines are still waking up, and what is wrong with those that can't. */
export function StatusStrip({ status, gone }: { status: Status | null; gone: boolean }) {
  if (gone) return <ProblemNote problem={strings.problems.gone} />;
  if (!status) return null;
  const engines = Object.entries(status.engines) as [keyof Status["engines"], Status["engines"]["llm"]][];
  const waking = engines.filter(([, e]) => e.state === "loading" || e.state === "off");
  return (
    <>
      <div className="status" data-testid="status-strip" data-ready={status.ready} role="status">
        {waking.length > 0 && (
          <>
            <span className="pulse" aria-hidden="true" />
            {strings.status.waking} {waking.map(([kind]) => strings.status.names[kind]).join(", ")}…{" "}
            <span className="quiet">{strings.status.usable}</span>
          </>
        )}
      </div>
      {engines
        .filter(([, e]) => e.state === "error")
        .map(([kind, e]) => (
          <ProblemNote
            key={kind}
            problem={{
              code: kind,
              message: e.detail || strings.problems.lost.message,
              action: e.action,
              retryable: false,
            }}
          />
        ))}
    </>
  );
}
