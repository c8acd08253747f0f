import { exercisesApi, type Point } from "./api";
import { useEffect, useState } from "react";

/** The grammar point that a rule of the corrections is about; null until it is found, or when there is none. */
export function usePointOf(rule: string | undefined): Point | null {
  const [point, setPoint] = useState<Point | null>(null);
  useEffect(() => {
    if (!rule) return;
    exercisesApi.syllabus().then(
      (points) => setPoint(points.find(({ id, rules }) => id === rule || rules.includes(rule)) ?? null),
      // The link is an extra: without the map there is none.
      () => undefined,
    );
  }, [rule]);
  return point;
}
