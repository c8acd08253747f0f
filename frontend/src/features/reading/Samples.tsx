import { useEffect, useState } from "react";
import { documentHash, goTo } from "../../shared/routes";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { type LevelId, LEVELS } from "../../shared/wire/types";
import { readingApi, type Sample } from "./api";
import { strings } from "./strings";

/** Texts of ours by level, the learner's own level open. */
export function Samples({ level }: { level: LevelId }) {
  const [samples, setSamples] = useState<Sample[]>([]);
  const { failure, busy, attempt } = useTask();
  const text = strings.documents.samples;
  useEffect(() => {
    void attempt(async () => setSamples(await readingApi.samples()));
  }, [attempt]);
  const open = (sample: Sample): void => {
    if (busy) return;
    void attempt(async () => goTo(documentHash((await readingApi.openSample(sample.id)).id, null)));
  };
  return (
    <section className="samples" aria-label={text.title} data-testid="samples">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {LEVELS.filter((one) => samples.some((sample) => sample.level === one)).map((one) => (
        <details key={`${one}${one === level}`} open={one === level}>
          <summary>{text.level(one)}</summary>
          <ul>
            {samples
              .filter((sample) => sample.level === one)
              .map((sample) => (
                <li key={sample.id}>
                  <button type="button" className="sample" data-testid="sample" onClick={() => open(sample)}>
                    <span className="document-title" lang="es">
                      {sample.title}
                    </span>
                    <span className="quiet">
                      {strings.documents.size(sample.words)}
                      {sample.document_id && ` · ${text.opened}`}
                    </span>
                    <span className="row-last" lang="es">
                      {sample.beginning}
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
