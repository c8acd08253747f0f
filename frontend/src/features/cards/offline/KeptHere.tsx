import { strings } from "../strings";
import { usePocket, useWaiting } from "./usePocket";

/** Says that one can go on without the tutor, and how much waits to be sent. */
export function KeptHere({ here }: { here: boolean }) {
  const waiting = useWaiting(usePocket());
  if (!here && waiting === 0) return null;
  return (
    <p className="note" role="status" data-testid="kept-here" data-waiting={waiting}>
      {here && strings.offline.here} {waiting > 0 && strings.offline.waiting(waiting)}
    </p>
  );
}
