import type { Correction, Schemas } from "../../shared/wire/types";
import { useEffect, useState } from "react";
import { correctionsApi } from "./api";

/** The grammar point that a correction is about; null until it is found, or when there is none. */
export function usePointOf(correction: Correction): Schemas["PointLink"] | null {
  const [point, setPoint] = useState<Schemas["PointLink"] | null>(null);
  useEffect(() => {
    let left = false;
    correctionsApi.point(correction).then(
      (found) => !left && setPoint(found),
      // The link is an extra: without an answer there is none.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [correction]);
  return point;
}
