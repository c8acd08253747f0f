import { useCallback, useEffect, useState, type ComponentType, type ReactNode } from "react";
import { bringRest } from "../i18n/choice";
import { common } from "../i18n/common";
import { SERVER_BACK } from "../wire/http";
import { ErrorNote } from "./ErrorNote";
import { reloadOnce } from "./reloadOnce";

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/**
 * A part of the page that is fetched when it is first shown. Where that fails, only this part says so: it is tried
 * again when asked, and when the server is back. What an upgrade has replaced is found by loading the page anew.
 */
export function lazyPart<Props extends object>(load: Load<Props>): (props: Props) => ReactNode {
  let loaded: ComponentType<Props> | null = null;

  return function LazyPart(props: Props): ReactNode {
    const [Part, setPart] = useState(() => loaded);
    const [failed, setFailed] = useState(false);
    const fetchPart = useCallback(async (): Promise<void> => {
      setFailed(false);
      try {
        const [part] = await Promise.all([load(), bringRest()]);
        loaded = part.default;
        setPart(() => loaded);
      } catch {
        if (!(await reloadOnce())) setFailed(true);
      }
    }, []);
    useEffect(() => {
      if (!loaded) void fetchPart();
    }, [fetchPart]);
    useEffect(() => {
      if (!failed) return;
      const again = (): void => void fetchPart();
      document.addEventListener(SERVER_BACK, again);
      return () => document.removeEventListener(SERVER_BACK, again);
    }, [failed, fetchPart]);
    if (Part) return <Part {...props} />;
    if (!failed) return null;
    return (
      <div className="centre" data-testid="not-loaded">
        <ErrorNote {...common.notLoaded}>
          <button type="button" className="button small" onClick={() => void fetchPart()}>
            {common.retry}
          </button>
        </ErrorNote>
      </div>
    );
  };
}
