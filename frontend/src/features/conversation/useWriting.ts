import { useEffect } from "react";

/**
 * Says on the root, for the style sheets, that somebody writes to the tutor: what steps back then is back when they have
 * left the field, but never between pressing something and letting it go. What moved in between would not be pressed.
 */
export function useWriting(): void {
  useEffect(() => {
    const stop = new AbortController();
    const listen = { signal: stop.signal, capture: true };
    let pressed = false;
    const look = (): void => {
      const writes = document.activeElement?.matches(".dock textarea") ?? false;
      if (writes || !pressed) document.documentElement.toggleAttribute("data-writing", writes);
    };
    // After whatever goes with it: the next field takes the focus, a press becomes a click.
    const soon = (): void => void setTimeout(look);
    const press = (): void => {
      pressed = true;
    };
    const letGo = (): void => {
      pressed = false;
      soon();
    };
    document.addEventListener("focusin", look, listen);
    document.addEventListener("focusout", soon, listen);
    document.addEventListener("pointerdown", press, listen);
    document.addEventListener("pointerup", letGo, listen);
    document.addEventListener("pointercancel", letGo, listen);
    return () => {
      stop.abort();
      document.documentElement.removeAttribute("data-writing");
    };
  }, []);
}
