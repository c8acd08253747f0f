import { useEffect } from "react";
import { common } from "../i18n/common";

/** Names the page in the browser's tab; undefined leaves the name to somebody else. */
export function useTitle(title: string | null | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title ? `${title} – ${common.app}` : common.app;
  }, [title]);
}
