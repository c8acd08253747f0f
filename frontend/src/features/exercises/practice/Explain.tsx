import { exercisesApi, type Point } from "../api";
import { useState } from "react";
import { useTask } from "../../../shared/ui/useTask";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { PointDetail } from "../map/PointDetail";

interface Props {
  pointId: string;
  firstLanguage: string;
}

/** What the grammar of an exercise is about, when the learner wants to know. */
export function Explain({ pointId, firstLanguage }: Props) {
  const [point, setPoint] = useState<Point | null>(null);
  const { failure, busy, attempt } = useTask();
  const toggle = (): void => {
    if (point) setPoint(null);
    else void attempt(async () => setPoint(await exercisesApi.point(pointId)));
  };
  return (
    <div className="explain">
      <button
        type="button"
        className="text-button"
        data-testid="explain"
        aria-expanded={point !== null}
        aria-disabled={busy}
        onClick={toggle}
      >
        <Icon name="question" />
        {strings.practice.explain}
      </button>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {point && (
        <div className="explanation">
          <h3>{firstLanguage === "es" ? point.title_es : point.title}</h3>
          <PointDetail point={point} firstLanguage={firstLanguage} />
        </div>
      )}
    </div>
  );
}
