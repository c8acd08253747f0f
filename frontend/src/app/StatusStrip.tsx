import type { EngineId } from "../shared/wire/types";
import type { ServerStatus } from "./useStatus";
import { percent } from "../shared/i18n/format";
import { MODELS } from "../shared/routes";
import { strings } from "./strings";

const ORDER: EngineId[] = ["llm", "stt", "tts", "corrections"];

/** Says what is not there yet, and what is wrong; nothing at all when all is well. */
export function StatusStrip({ status, gone, retry }: ServerStatus) {
  const names = strings.status.engines;
  const engines = ORDER.flatMap((id) => {
    const engine = status?.engines[id];
    return engine ? [{ id, ...engine }] : [];
  });
  const loading = gone ? [] : engines.filter(({ state }) => state === "loading");
  const failed = gone ? [] : engines.filter(({ state }) => state === "error");
  const better = gone ? null : (status?.better ?? null);
  const quiet = !gone && loading.length === 0 && failed.length === 0 && !better;
  // The element is always there: a screen reader only tells of changes in a region that it knows.
  return (
    <div
      className={quiet ? "visually-hidden" : `strip${gone ? " gone" : ""}`}
      role={gone ? "alert" : "status"}
      data-testid="status-strip"
      data-ready={!gone && status?.ready === true}
    >
      {gone && (
        <>
          <p>{strings.status.gone}</p>
          <button type="button" className="button small" onClick={retry}>
            {strings.status.retryNow}
          </button>
        </>
      )}
      {loading.length > 0 && (
        <p className="waking">
          <span className="pulse" aria-hidden="true" />
          {strings.status.waking(loading.map(({ id }) => names[id]).join(", "))}
        </p>
      )}
      {better && (
        <p data-testid="better">
          <a href={MODELS}>{strings.status.better(percent(better.share))}</a>
        </p>
      )}
      {failed.map(({ id, detail, action }) => (
        <div key={id} className="failed">
          <strong>{strings.status.failed(names[id])}</strong> {strings.status.without[id]}
          {(detail || action) && (
            <details>
              <summary>{strings.status.mend}</summary>
              {detail} {action}
            </details>
          )}
        </div>
      ))}
    </div>
  );
}
