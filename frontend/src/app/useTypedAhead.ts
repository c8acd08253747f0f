import { useEffect } from "react";

/** Takes the letters that are typed while a dialog is on its way, for it: they are neither lost nor shortcuts. */
export function useTypedAhead(coming: boolean, onLetter: (letter: string) => void): void {
  useEffect(() => {
    if (!coming) return;
    const take = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onLetter(event.key);
    };
    window.addEventListener("keydown", take, true);
    return () => window.removeEventListener("keydown", take, true);
  }, [coming, onLetter]);
}
