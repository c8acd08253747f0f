import { useEffect, useRef } from "react";

interface Handlers {
  onPress: () => void;
  onRelease: () => void;
  /** The window lost the keyboard while the bar was down. */
  onLose: () => void;
}

/** The space bar as a button of its own, unless it has work to do where the focus is. `control` is its button. */
export function useSpaceBar(control: string, enabled: boolean, { onPress, onRelease, onLose }: Handlers): void {
  /** Letting go of the bar belongs to whom it was pressed for. */
  const down = useRef(false);
  /** The control that was pressed with a pointer last, and has kept the focus since. */
  const clicked = useRef<Element | null>(null);

  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isFree(event, control, clicked.current)) return;
      event.preventDefault();
      if (event.repeat || down.current) return;
      down.current = true;
      onPress();
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.code !== "Space" || !down.current) return;
      event.preventDefault();
      down.current = false;
      onRelease();
    };
    const onBlur = (): void => {
      if (!down.current) return;
      down.current = false;
      onLose();
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("keyup", onKeyUp);
    window.addEventListener("blur", onBlur);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keyup", onKeyUp);
      window.removeEventListener("blur", onBlur);
    };
  }, [control, enabled, onPress, onRelease, onLose]);

  useEffect(() => {
    const onPointer = (event: PointerEvent): void => {
      clicked.current = controlOf(event.target);
    };
    const onFocus = (event: FocusEvent): void => {
      if (controlOf(event.target) !== clicked.current) clicked.current = null;
    };
    document.addEventListener("pointerdown", onPointer, { capture: true });
    document.addEventListener("focusin", onFocus);
    return () => {
      document.removeEventListener("pointerdown", onPointer, { capture: true });
      document.removeEventListener("focusin", onFocus);
    };
  }, []);
}

function controlOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("button, a, summary, [role=button]") : null;
}

function isFree(event: KeyboardEvent, own: string, clicked: Element | null): boolean {
  if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (document.querySelector("dialog[open], .welcome")) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(`[data-testid=${own}]`)) return true;
  if (target?.closest("input, textarea, select, [contenteditable]")) return false;
  // A control reached with the keyboard is pressed by the space bar; one that was clicked keeps no claim on it.
  // (:focus-visible can't tell them apart: browsers switch it on with the first key after the click.)
  const control = controlOf(target);
  return control === null || control === clicked;
}
