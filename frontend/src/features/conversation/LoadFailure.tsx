import { common } from "../../shared/i18n/common";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import type { ErrorBody } from "../../shared/wire/types";
import { HOME } from "../../shared/routes";
import { strings } from "./strings";

/** Stands where a conversation would be that could not be read. */
export function LoadFailure({ error, onRetry }: { error: ErrorBody; onRetry: () => void }) {
  const away = error.code === "network";
  return (
    <div className="centre">
      <ErrorNote message={away ? error.message : strings.thread.notFound} action={away ? error.action : null}>
        <button type="button" className="button small" onClick={onRetry}>
          {common.retry}
        </button>
        <a className="button small plain" href={HOME}>
          {strings.thread.toHome}
        </a>
      </ErrorNote>
    </div>
  );
}
