import { useEffect, useMemo, useState } from "react";
import { told } from "../../shared/i18n/told";
import { decimal } from "../../shared/i18n/plural";
import { classLearnerHash } from "../../shared/routes";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { classesApi, type Overview } from "./api";
import { Chart } from "./Chart";
import { GivePoints } from "./GivePoints";
import { Mistakes } from "./Mistakes";
import { strings } from "./strings";

const WEEKS = 8;

interface Props {
  id: string;
  /** How many there are: when that changes, the class is looked at again. */
  assignments: number;
  onGive: (points: string[]) => Promise<boolean>;
}

/** Who did what, what is often wrong, and what half of the class misses. */
export function ClassOverview({ id, assignments, onGive }: Props) {
  const [view, setView] = useState<Overview | null>(null);
  const { failure, attempt } = useTask();
  useEffect(() => {
    void attempt(async () => setView(await classesApi.overview(id, WEEKS)));
  }, [attempt, id, assignments]);
  const text = strings.overview;
  const lines = useMemo(() => (view ? [{ label: text.minutes, values: view.minutes }] : []), [view, text.minutes]);
  if (failure) return <ErrorNote message={failure.message} action={failure.action} />;
  if (!view) return null;
  const show = (value: number | null): string => (value === null ? "–" : decimal(value).replace(/[.,]0$/, ""));
  return (
    <section data-testid="class-overview">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {view.weeks.length > 0 && <Chart title={text.minutesByWeek} weeks={view.weeks} lines={lines} />}
      <div className="table-scroll">
        <table>
          <caption className="visually-hidden">{text.title}</caption>
          <thead>
            <tr>
              <th scope="col">{text.name}</th>
              <th scope="col">{text.doneOf}</th>
              <th scope="col">{text.minutes}</th>
              <th scope="col">{text.messages}</th>
              <th scope="col">{text.answers}</th>
              <th scope="col">{text.goals}</th>
              <th scope="col">{text.errors}</th>
            </tr>
          </thead>
          <tbody>
            {view.learners.map((row) => (
              <tr key={row.learner_id}>
                <th scope="row">
                  {row.consented ? (
                    <a href={classLearnerHash(id, row.learner_id)}>{row.name}</a>
                  ) : (
                    <>
                      {row.name} <span className="quiet">{text.unseen}</span>
                    </>
                  )}
                </th>
                <td>
                  {row.done}/{row.given}
                </td>
                <td>{show(row.minutes)}</td>
                <td>{show(row.messages)}</td>
                <td>{show(row.answers)}</td>
                <td>{show(row.goals)}</td>
                <td>{row.words ? decimal((100 * (row.errors ?? 0)) / row.words) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="button-row">
        <a className="button small plain" href={classesApi.overviewCsv(id, WEEKS)} download>
          {text.csv}
        </a>
        <button type="button" className="button small plain" onClick={() => window.print()}>
          {text.print}
        </button>
      </div>
      <h3>{text.mistakes}</h3>
      <Mistakes mistakes={view.mistakes} onGive={onGive} />
      <h3>{text.missed}</h3>
      {view.points.length === 0 ? (
        <p className="quiet">{text.noneMissed}</p>
      ) : (
        <>
          <ul className="class-list" data-testid="missed-points">
            {view.points.map((point) => (
              <li key={point.point_id}>
                <span>{told(point, "title").title}</span>{" "}
                <span className="quiet">{text.missedBy(point.missed, point.of)}</span>
              </li>
            ))}
          </ul>
          <GivePoints points={view.points.map(({ point_id }) => point_id)} onGive={onGive} />
        </>
      )}
    </section>
  );
}
