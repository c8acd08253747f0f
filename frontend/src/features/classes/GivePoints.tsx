import { useState } from "react";
import { strings } from "./strings";

/** One press gives a class exercises of points of the map. */
export function GivePoints({ points, onGive }: { points: string[]; onGive: (points: string[]) => Promise<boolean> }) {
  const [given, setGiven] = useState(false);
  const text = strings.overview;
  return (
    <div className="button-row">
      <button type="button" className="button" disabled={given} data-testid="give-points" onClick={() => void onGive(points).then(setGiven)}>
        {given ? text.givenPoints : text.givePoints}
      </button>
    </div>
  );
}
