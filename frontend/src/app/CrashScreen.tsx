import { Component, type ReactNode } from "react";
import { strings } from "./strings";
import { ErrorNote } from "../shared/ui/ErrorNote";

interface Props {
  children: ReactNode;
}

/** Stands in for the page when drawing it failed, so that the learner never faces a blank screen. */
export class CrashScreen extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="centre">
        <ErrorNote message={strings.crash.message} action={strings.crash.action}>
          <button type="button" className="button small" onClick={() => window.location.reload()}>
            {strings.crash.reload}
          </button>
        </ErrorNote>
      </div>
    );
  }
}
