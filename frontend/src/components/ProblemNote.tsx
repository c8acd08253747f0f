import { strings } from "../strings";
import type { Problem } from "../types";

/** What went wrong and what to do, with a button where trying again may help. */
export function ProblemNote(props: {
  problem: Problem;
  closable?: boolean;
  onClose?: () => void;
  children?: React.ReactNode;
}) {
  return (
    <div className="problem" role="alert" data-testid="error">
      <p>
        <strong>{props.problem.message}</strong> {props.problem.action}
      </p>
      {props.children}
      {props.closable && (
        <button className="icon" aria-label={strings.close} onClick={props.onClose}>
          ×
        </button>
      )}
    </div>
  );
}
