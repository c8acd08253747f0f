import { common } from "../../../shared/i18n/common";
import type { Hint } from "./api";
import { strings } from "./strings";

/** What a teacher who follows has whispered: only the learner sees it, and the talk goes on. */
export function HintNote({ hint, onClose }: { hint: Hint; onClose: () => void }) {
  return (
    <div className="shared-note hint-note" role="status" data-testid="hint">
      <p>
        <span className="quiet">{strings.hint.from(hint.teacher)}</span> <strong>{hint.text}</strong>
      </p>
      <button type="button" className="button small plain" onClick={onClose}>
        {common.close}
      </button>
    </div>
  );
}
