import { exercisesApi, type Point } from "../api";
import { useState } from "react";
import { useTask } from "../../../shared/ui/useTask";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { PointDetail } from "../map/PointDetail";
import { told } from "../../../shared/i18n/told";

interface Props {
  pointId: string;
}

/** What the grammar of an exercise is about, when the learner wants to know. */
export function Explain({ pointId }: Props) {
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
          <h3>{told(point, "title").title}</h3>
          <PointDetail point={point} />
        </div>
      )}
    </div>
  );
}
