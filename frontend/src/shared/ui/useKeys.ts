import { useEffect, useLayoutEffect, useRef } from "react";

/** Listens to plain keys of the whole page, unless something is being typed or a dialog is open. */
export function useKeys(onKey: (key: string, event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  // Before the page is painted: a key pressed at what has just appeared must find its meaning.
  useLayoutEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      // Who dictates to the computer may not want letters to do anything.
      if (document.documentElement.dataset.keys === "off" && event.key.length === 1) return;
      if (document.querySelector("dialog[open], .welcome")) return;
      const { target } = event;
      if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]")) return;
      latest.current(event.key, event);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
