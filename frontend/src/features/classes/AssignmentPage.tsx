import { useTitle } from "../../shared/ui/useTitle";
import type { LevelId } from "../../shared/wire/types";
import Given from "./Given";
import { strings } from "./strings";
import "./classes.css";

/** One thing that one is to do, where a link of a course leads. */
export default function AssignmentPage({ id, onScene }: { id: string; onScene: (scene: string, level: LevelId | null) => void }) {
  useTitle(strings.given.title);
  return (
    <div className="page-column classes" data-testid="assignment-page">
      <Given only={id} arrivals={0} onScene={onScene} />
    </div>
  );
}
