import { Fragment, useState, type FormEvent } from "react";
import { mapPoint } from "./mapPoint";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { common } from "../../../shared/i18n/common";
import { useTask } from "../../../shared/ui/useTask";
import { longerApi, type GapGrades } from "./api";
import { strings } from "./strings";
import { useOne } from "./useOne";

/** A text whose gaps are filled where they stand. */
export function GapTextView({ id }: { id: string }) {
  const { found: text, failure: missing } = useOne(longerApi.gapText, id);
  const [answers, setAnswers] = useState<Record<number, string>>({});
  const [graded, setGraded] = useState<GapGrades | null>(null);
  const { busy, failure, attempt } = useTask();
  if (missing) return <ErrorNote message={missing.message} action={missing.action} />;
  if (!text) return <p className="quiet">{common.loading}</p>;
  const check = (event: FormEvent): void => {
    event.preventDefault();
    const filled = text.gaps.map((_, n) => answers[n] ?? "");
    void attempt(async () => setGraded(await longerApi.fill(id, filled)));
  };
  return (
    <form className="gap-text" onSubmit={check} data-testid="gap-text">
      <h1 lang="es">{text.title}</h1>
      <p className="tag">{text.level}</p>
      <p className="running" lang="es">
        {text.parts.map((part, n) => (
          <Fragment key={n}>
            {part}
            {n < text.gaps.length && (
              <span className={`gap-place ${graded ? (graded.grades[n]?.verdict ?? "") : ""}`}>
                <input
                  aria-label={strings.gap(n + 1)}
                  autoCapitalize="none"
                  autoComplete="off"
                  spellCheck={false}
                  lang="es"
                  size={Math.max(6, ...(text.gaps[n]?.options ?? []).map((option) => option.length))}
                  value={answers[n] ?? ""}
                  readOnly={graded !== null}
                  data-testid="gap"
                  onChange={(event) => setAnswers({ ...answers, [n]: event.target.value })}
                />
                {text.gaps[n]?.hint && <span className="gap-hint"> ({text.gaps[n].hint})</span>}
              </span>
            )}
          </Fragment>
        ))}
      </p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {graded ? (
        <Outcome
          graded={graded}
          onAgain={() => {
            setGraded(null);
            setAnswers({});
          }}
        />
      ) : (
        <button type="submit" className="button" disabled={busy} data-testid="check">
          {strings.check}
        </button>
      )}
    </form>
  );
}

function Outcome({ graded, onAgain }: { graded: GapGrades; onAgain: () => void }) {
  return (
    <section data-testid="outcome">
      <div role="status">
          <h2>{strings.outcome(graded.right, graded.total)}</h2>
        </div>
      <ol className="gap-feedback">
        {graded.grades.map(
          (grade, n) =>
            grade.verdict !== "right" && (
              <li key={n} value={n + 1}>
                <strong lang="es">{grade.expected}</strong> {grade.feedback} {mapPoint(grade.point)}
              </li>
            ),
        )}
      </ol>
      <button type="button" className="button" onClick={onAgain}>
        {strings.again}
      </button>
    </section>
  );
}
