import { useEffect, useRef } from "react";

/**
 * Whoever goes to another page is taken into it: else the keyboard would stay at the link in the list, or, where that
 * has gone, begin anew at the top, and nobody who does not see would be told. A page that focuses a part of itself
 * does so after this.
 */
export function useFocusOnPage(page: string): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    const main = document.querySelector<HTMLElement>("#main");
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [page]);
}
