import { number } from "../shared/i18n/plural";
import type { EngineId, Status } from "../shared/wire/types";
import type { ServerStatus } from "./useStatus";
import { percent } from "../shared/i18n/format";
import { MODELS } from "../shared/routes";
import { lazyPart } from "../shared/ui/lazyPart";
import { strings } from "./strings";

// Its sentences are no part of the first page.
const EngineTrouble = lazyPart(() => import("./EngineTrouble"));
const ORDER: EngineId[] = ["llm", "stt", "tts", "corrections"];

/** Says what is not there yet, what can be done meanwhile, and what is wrong; nothing at all when all is well. */
export function StatusStrip({ status, gone, retry }: ServerStatus) {
  const names = strings.status.engines;
  const engines = ORDER.flatMap((id) => {
    const engine = status?.engines[id];
    return engine ? [{ id, ...engine }] : [];
  });
  // Only what somebody waits for: a better partner comes quietly while another one answers.
  const waited = new Set<EngineId>(engines.filter(({ state }) => state === "loading").map(({ id }) => id));
  const arriving = gone ? [] : (status?.arriving ?? []).filter(({ kind }) => waited.has(kind));
  const fetched = new Set<EngineId>(arriving.map(({ kind }) => kind));
  const loading = gone ? [] : engines.filter(({ id, state }) => state === "loading" && !fetched.has(id));
  const failed = gone ? [] : engines.filter(({ state }) => state === "error");
  const better = gone ? null : (status?.better ?? null);
  const quiet = !gone && !better && loading.length + failed.length + arriving.length === 0;
  const meanwhile = ORDER.find((id) => fetched.has(id) || loading.some((engine) => engine.id === id));
  return (
    <div
      className={quiet ? "visually-hidden" : `strip${gone ? " gone" : ""}`}
      data-testid="status-strip"
      data-ready={!gone && status?.ready === true}
    >
      {/* What is told is always there: a screen reader only tells of changes in a region that it knows. */}
      <div className="strip-told" role={gone ? "alert" : "status"}>
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
        {meanwhile && meanwhile !== "corrections" && <p className="meanwhile">{strings.status.meanwhile[meanwhile]}</p>}
        {failed.map(({ id, detail, action }) => (
          <div key={id} className="failed">
            <strong>{strings.status.failed(names[id])}</strong> {strings.status.without[id]}
            {(detail || action) && (
              <details>
                <summary>{strings.status.mend}</summary>
                <EngineTrouble detail={detail} action={action} />
              </details>
            )}
          </div>
        ))}
      </div>
      {/* Changes every second, which nobody wants to be told. */}
      {better && (
        <p data-testid="better">
          <a href={MODELS}>{strings.status.better(percent(better.share))}</a>
        </p>
      )}
      {arriving.map((one) => (
        <Fetched key={one.name} {...one} />
      ))}
    </div>
  );
}

function Fetched({ kind, here, size }: Status["arriving"][number]) {
  const text = strings.status.fetching(strings.status.engines[kind], megabytes(here), megabytes(size));
  return (
    <div className="fetched" data-testid="download">
      <p>{text}</p>
      <progress max={size} value={here} aria-label={text} />
    </div>
  );
}

function megabytes(bytes: number): string {
  return number(Math.round(bytes / 1e6));
}
