import { type Progress, progressApi } from "./api";
import { useEffect, useState } from "react";
import { useTask } from "../../shared/ui/useTask";
import { shortDay } from "../../shared/i18n/format";
import { common } from "../../shared/i18n/common";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { WeekBars } from "./WeekBars";

const SKILLS = ["grammar", "listening", "speaking", "writing"] as const;

/** What has been spoken, met and learned, in a few numbers. */
export function Overview({ weeks, onRead }: { weeks: number; onRead: () => void }) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const { failure, attempt } = useTask();
  const text = strings.progress.overview;
  useEffect(() => {
    void attempt(async () => setProgress(await progressApi.overview(weeks))).then(onRead);
  }, [attempt, weeks, onRead]);
  if (failure) return <ErrorNote message={failure.message} action={failure.action} />;
  if (!progress) return <p className="quiet">{common.loading}</p>;
  const minutes = progress.weeks.map((week) => week.minutes_spoken);
  const facts: [string, string | number][] = [
    [text.met, progress.words_met],
    [text.used, progress.words_used],
    [text.saved, progress.words_saved],
    [text.known, progress.words_known],
    [text.open, progress.errors_open],
    [text.retired, progress.errors_retired],
  ];
  // A streak is told when there is one; a broken one is nobody's business.
  if (progress.streak_days > 1) facts.push([text.streak, progress.streak_days]);
  return (
    <section className="overview" data-testid="overview">
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="charts">
        <li>
          <h2>{text.minutes}</h2>
          <p className="quiet">{text.minutesTotal(minutes.reduce((total, one) => total + one, 0))}</p>
          <WeekBars
            rates={minutes.map((spoken) => spoken || null)}
            most={Math.max(1, ...minutes)}
            days={progress.weeks.map(({ monday }) => shortDay(monday))}
            label={text.minutesIn}
          />
        </li>
        <li>
          <h2>{text.skills}</h2>
          <dl className="skills">
            {SKILLS.map((skill) => (
              <div key={skill}>
                <dt>{text.skillNames[skill]}</dt>
                <dd>{progress.skills[skill] ?? <span className="quiet">{text.notYet}</span>}</dd>
              </div>
            ))}
          </dl>
        </li>
      </ul>
      <div className="button-row">
        <a className="button small plain" href="/api/progress.csv" download>
          {text.csv}
        </a>
      </div>
    </section>
  );
}
