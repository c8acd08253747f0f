import { Component, type ReactNode } from "react";
import { ErrorNote } from "../shared/ui/ErrorNote";
import { common } from "../shared/i18n/common";
import { strings } from "./strings";

interface Props {
  children: ReactNode;
}

/** Stands in for one page when drawing it failed: the list of conversations and the other pages go on. */
export class Boundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="centre" data-testid="page-broken">
        <ErrorNote message={strings.crash.part} action={strings.crash.partAction}>
          <button type="button" className="button small" onClick={() => this.setState({ broken: false })}>
            {common.retry}
          </button>
        </ErrorNote>
      </div>
    );
  }
}
