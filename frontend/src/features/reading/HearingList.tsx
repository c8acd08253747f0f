import { inPageLanguage } from "../../shared/errors/inPageLanguage";
import { clock } from "../../shared/i18n/format";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import type { Hearing } from "./api";
import { strings } from "./strings";

interface Props {
  hearings: Hearing[];
  onDrop: (id: string) => void;
}

/** Sound files that are becoming texts, how far each is, and why one could not become one. */
export function HearingList({ hearings, onDrop }: Props) {
  const text = strings.documents.hearing;
  return (
    <ul className="document-list" aria-label={text.label}>
      {hearings.map((hearing) => {
        const { id, title, heard_s, total_s } = hearing;
        const error = hearing.error && inPageLanguage(hearing.error);
        const far = text.far(clock(heard_s), clock(total_s));
        return (
          <li key={id} data-testid="hearing" data-state={hearing.state}>
            <p className="hearing-title">{title}</p>
            {error ? (
              <ErrorNote message={error.message} action={error.action} />
            ) : (
              <div className="hearing-far">
                <progress max={total_s} value={heard_s} aria-label={text.progress(title)} />
                <span className="quiet">{far}</span>
              </div>
            )}
            <div className="button-row">
              <button
                type="button"
                className="button small plain"
                aria-label={error ? text.forgetLabel(title) : text.stopLabel(title)}
                onClick={() => onDrop(id)}
              >
                <Icon name={error ? "close" : "stop"} />
                {error ? text.forget : text.stop}
              </button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
