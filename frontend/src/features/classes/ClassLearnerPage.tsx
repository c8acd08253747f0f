import { useEffect, useMemo, useState } from "react";
import { shortDate, shortDay } from "../../shared/i18n/format";
import { mistakeName } from "../../shared/i18n/mistakeName";
import { decimal } from "../../shared/i18n/plural";
import { classHash } from "../../shared/routes";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { useTask } from "../../shared/ui/useTask";
import { useTitle } from "../../shared/ui/useTitle";
import { classesApi, type LearnerView } from "./api";
import { Chart, type Line } from "./Chart";
import { LearnerWork } from "./own/LearnerWork";
import { Mistakes } from "./Mistakes";
import { strings } from "./strings";
import { TalkDialog } from "./TalkDialog";
import "./classes.css";

const WEEKS = 12;
/** So many kinds of mistakes are drawn; the table has them all. */
const DRAWN = 5;

/** What one learner who agreed said and did: errors by kind over time, pace, scenes. */
export default function ClassLearnerPage({ id, learner }: { id: string; learner: string }) {
  const [view, setView] = useState<LearnerView | null>(null);
  const [talk, setTalk] = useState<string | null>(null);
  const { failure, attempt } = useTask();
  useTitle(view?.name ?? strings.title);
  useEffect(() => {
    void attempt(async () => setView(await classesApi.learner(id, learner, WEEKS)));
  }, [attempt, id, learner]);
  const text = strings.learner;
  const weeks = useMemo(() => view?.weeks.map(({ monday }) => monday) ?? [], [view]);
  const kinds = useMemo(() => (view ? kindsOf(view) : []), [view]);
  const minutes = useMemo<Line[]>(() => [{ label: strings.overview.minutes, values: view?.weeks.map((w) => w.minutes) ?? [] }], [view]);
  const pace = useMemo<Line[]>(() => [{ label: text.pace, values: view?.weeks.map((w) => w.words_per_minute) ?? [] }], [view, text.pace]);
  return (
    <div className="page-column classes" data-testid="class-learner">
      <a className="text-button back" href={classHash(id)}>
        <Icon name="back" />
        {text.back}
      </a>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {view && (
        <>
          <h1>{view.name}</h1>
          <p className="quiet">{text.since(shortDate(view.since))}</p>
          <div className="chart-row">
            <Chart title={strings.overview.minutesByWeek} weeks={weeks} lines={minutes} />
            {view.weeks.some((week) => week.words_per_minute !== null) && <Chart title={text.paceByWeek} weeks={weeks} lines={pace} />}
            {kinds.length > 0 && <Chart title={text.errorsByWeek} weeks={weeks} lines={kinds.slice(0, DRAWN)} />}
          </div>
          <div className="table-scroll">
            <table>
              <caption className="visually-hidden">{text.table}</caption>
              <thead>
                <tr>
                  <th scope="col">{text.week}</th>
                  <th scope="col">{strings.overview.minutes}</th>
                  <th scope="col">{text.pace}</th>
                  <th scope="col">{strings.overview.answers}</th>
                  {kinds.map(({ label }) => (
                    <th key={label} scope="col">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {view.weeks.map((week) => (
                  <tr key={week.monday}>
                    <th scope="row">{shortDay(week.monday)}</th>
                    <td>{decimal(week.minutes)}</td>
                    <td>{week.words_per_minute === null ? "–" : decimal(week.words_per_minute)}</td>
                    <td>{week.answers}</td>
                    {kinds.map(({ label }) => (
                      <td key={label}>{week.errors[label] ?? 0}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="button-row">
            <a className="button small plain" href={classesApi.learnerCsv(id, learner, WEEKS)} download>
              {strings.overview.csv}
            </a>
            <button type="button" className="button small plain" onClick={() => window.print()}>
              {strings.overview.print}
            </button>
          </div>
          <LearnerWork id={id} learner={learner} />
          <h2>{strings.overview.mistakes}</h2>
          <Mistakes mistakes={view.mistakes} />
          <h2>{text.talks}</h2>
          <ul className="class-list">
            {view.talks.map((one) => (
              <li key={one.conversation_id}>
                <button type="button" className="text-button" onClick={() => setTalk(one.conversation_id)}>
                  {one.title}
                </button>{" "}
                <span className="quiet">
                  {one.level} · {shortDate(one.created_at)}
                  {one.goals > 0 && ` · ${text.goals(one.reached, one.goals)}`}
                </span>
              </li>
            ))}
            {view.talks.length === 0 && <li className="quiet">{text.noTalks}</li>}
          </ul>
        </>
      )}
      {talk !== null && <TalkDialog id={id} learner={learner} conversation={talk} onClose={() => setTalk(null)} />}
    </div>
  );
}

/** Errors a hundred words of each kind, the most frequent first. */
function kindsOf(view: LearnerView): Line[] {
  const totals = new Map<string, number>();
  for (const { errors } of view.weeks)
    for (const [kind, count] of Object.entries(errors)) totals.set(kind, (totals.get(kind) ?? 0) + count);
  return [...totals]
    .sort(([, a], [, b]) => b - a)
    .map(([kind]) => ({
      label: mistakeName(kind),
      values: view.weeks.map(({ errors, words }) => (words ? (100 * (errors[kind] ?? 0)) / words : null)),
    }));
}
