import { type ErrorProgress, progressApi } from "./api";
import { toErrorBody } from "../../shared/wire/http";
import type { ErrorBody } from "../../shared/wire/types";
import { useCallback, useEffect, useMemo, useState } from "react";
import { shortDay } from "../../shared/i18n/format";
import { common } from "../../shared/i18n/common";
import { mistakeName } from "../../shared/i18n/mistakeName";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Leeches } from "../cards/Leeches";
import { Overview } from "./Overview";
import { readProgress, toCsv } from "./mistakes";
import { ReviewSettings } from "../cards/ReviewSettings";
import { Suggested } from "../cards/Suggested";
import { WeekBars } from "./WeekBars";
import { WordList } from "../cards/WordList";
import { useTitle } from "../../shared/ui/useTitle";
import "./progress.css";

const WEEKS = 12;

/** What the learner has done and learned, and what the practising is made of. */
export default function Progress({ onTalk }: { onTalk: (words: string[]) => void }) {
  useTitle(strings.progress.title);
  /** Which of the upper parts have been read, or could not be. */
  const [overview, setOverview] = useState(false);
  const [mistakes, setMistakes] = useState(false);
  const onOverview = useCallback(() => setOverview(true), []);
  const onMistakes = useCallback(() => setMistakes(true), []);
  return (
    <div className="page-column progress">
      <h1>{strings.progress.title}</h1>
      <Overview weeks={WEEKS} onRead={onOverview} />
      {/* What stands below is shown when what stands above it is there: nothing is pushed away under a finger. */}
      <div hidden={!overview}>
        <Mistakes onRead={onMistakes} />
      </div>
      <div hidden={!overview || !mistakes}>
        <div className="panels">
          <Suggested />
          <ReviewSettings />
          <WordList onTalk={onTalk} />
          <Leeches />
        </div>
      </div>
    </div>
  );
}

/** How often each kind of mistake was made, week by week: one small chart each, all on the same scale. */
function Mistakes({ onRead }: { onRead: () => void }) {
  const [progress, setProgress] = useState<ErrorProgress | null>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const text = strings.progress;
  useEffect(() => {
    progressApi
      .errors(WEEKS)
      .then(setProgress, (error: unknown) => setFailure(toErrorBody(error)))
      .then(onRead);
  }, [onRead]);

  return (
    <section className="mistakes">
      <h2>{text.mistakes}</h2>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!progress && !failure && <p className="quiet">{common.loading}</p>}
      {progress && <Charts progress={progress} />}
    </section>
  );
}

function Charts({ progress }: { progress: ErrorProgress }) {
  const text = strings.progress;
  const categories = useMemo(() => readProgress(progress), [progress]);
  const days = progress.weeks.map(shortDay);
  if (categories.length === 0) return <p className="quiet">{text.none}</p>;
  const most = Math.max(1, ...categories.flatMap(({ rates }) => rates.map((rate) => rate ?? 0)));
  return (
    <>
      <p className="quiet">{text.text}</p>
      <ul className="charts">
        {categories.map(({ category, total, rates, trend }) => (
          <li key={category}>
            <h3>{mistakeName(category)}</h3>
            <p className="quiet">{[text.total(total), trend && text.trend[trend]].filter(Boolean).join(" · ")}</p>
            <WeekBars rates={rates} most={most} days={days} label={text.rate} />
          </li>
        ))}
      </ul>
      <div className="button-row">
        <CsvLink progress={progress} />
      </div>
      <details>
        <summary>{text.table}</summary>
        <div className="table-scroll">
          <table>
            <caption className="visually-hidden">{text.mistakes}</caption>
            <thead>
              <tr>
                <th scope="col">{text.week}</th>
                <th scope="col">{text.words}</th>
                {categories.map(({ category }) => (
                  <th key={category} scope="col">
                    {mistakeName(category)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {progress.weeks.map((week, at) => (
                <tr key={week}>
                  <th scope="row">{days[at]}</th>
                  <td>{progress.words[at]}</td>
                  {categories.map(({ category }) => (
                    <td key={category}>
                      {progress.categories.find((found) => found.category === category)?.counts[at] ?? 0}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

function CsvLink({ progress }: { progress: ErrorProgress }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([toCsv(progress)], { type: "text/csv" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [progress]);
  return (
    <a className="button small plain" href={url} download="mistakes.csv">
      {strings.progress.csv}
    </a>
  );
}
