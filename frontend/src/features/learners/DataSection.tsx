import { learnersApi, type Quotas } from "./api";
import { useEffect, useState, type FormEvent } from "react";
import { accountApi } from "./account/api";
import { forgetTexts } from "../../shared/tabStorage";
import { HOME } from "../../shared/routes";
import { useTask } from "../../shared/ui/useTask";
import { common } from "../../shared/i18n/common";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";

const FORMATS = ["json", "csv", "zip"] as const;

/** All that the tutor keeps of the learner: to take away, or to have gone for good. */
export function DataSection() {
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const { failure, busy, attempt } = useTask();
  const [quotas, setQuotas] = useState<Quotas | null>(null);
  const text = strings.data;
  useEffect(() => {
    // A detail that may be missing.
    learnersApi.quotas().then(setQuotas, () => undefined);
  }, []);
  const sure = typed.trim().toLowerCase() === text.word;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!sure || !(await attempt(learnersApi.deleteEverything))) return;
    forgetTexts();
    // Nothing on this page is true any more.
    window.location.hash = HOME;
    window.location.reload();
  };

  return (
    <section>
      <h3>{text.title}</h3>
      {quotas && (
        <p className="quiet" data-testid="quotas">
          {text.room(megabytes(quotas.recordings_bytes), megabytes(quotas.recordings_most_bytes))}{" "}
          {text.documents(quotas.documents, quotas.documents_most)}
        </p>
      )}
      <div className="button-row">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            className="button small plain"
            disabled={busy}
            onClick={() => void attempt(() => download(format))}
          >
            {text.formats[format]}
          </button>
        ))}
        {!asking && (
          <button type="button" className="button small plain" onClick={() => setAsking(true)}>
            {text.remove}
          </button>
        )}
      </div>
      {!asking && failure && <ErrorNote message={failure.message} action={failure.action} />}
      {asking && (
        <form className="note note-error" ref={bringIntoView} onSubmit={(event) => void submit(event)}>
          <p>
            <strong>{text.sure}</strong>
          </p>
          <label className="stacked">
            <span>{text.confirm(text.word)}</span>
            <input
              className="line-input"
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          {failure && <ErrorNote message={failure.message} action={failure.action} />}
          <div className="note-actions">
            <button type="submit" className="button small danger" disabled={!sure || busy}>
              {text.remove}
            </button>
            <button type="button" className="button small plain" onClick={() => setAsking(false)}>
              {common.cancel}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

/** Asked first, so that the password is asked for here and not in a downloaded file. */
async function download(format: (typeof FORMATS)[number]): Promise<void> {
  await accountApi.passwordGiven();
  const link = document.createElement("a");
  link.href = `/api/export?format=${format}`;
  link.download = "";
  link.click();
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
