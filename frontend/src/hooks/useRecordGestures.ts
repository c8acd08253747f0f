import { useCallback, useEffect, useRef, useState } from "react";
import { strings } from "../strings";
import type { Recorder } from "./useRecorder";

/** A press at least this long is a hold, ended by letting go; a shorter one is a tap. */
const HOLD_MS = 400;
/** Nothing worth hearing fits in less. */
export const SHORTEST_MS = 300;

export interface RecordGestures {
  mode: "holding" | "tapped";
  hint: string | null;
  press: () => void;
  release: () => void;
  lose: () => void;
  cancel: () => void;
}

/** Turns presses of the button and of the space bar into starting and stopping. */
export function useRecordGestures(recorder: Recorder, onStart: () => void): RecordGestures {
  const [mode, setMode] = useState<RecordGestures["mode"]>("holding");
  const [hint, setHint] = useState<string | null>(null);
  const pressedAt = useRef<number | null>(null);
  /** The space bar is down because of a recording: letting go of it belongs to the recording too. */
  const spaceDown = useRef(false);
  /** The control that was pressed with a pointer last, and has kept the focus since. */
  const clicked = useRef<Element | null>(null);
  const { state, startedAt, start, stop, cancel: drop } = recorder;

  const finish = useCallback(() => {
    if (state === "recording" && performance.now() - startedAt >= SHORTEST_MS) {
      stop();
      return;
    }
    drop();
    setHint(strings.record.tooShort);
  }, [state, startedAt, stop, drop]);

  const press = useCallback(() => {
    if (state !== "idle") {
      finish();
      return;
    }
    pressedAt.current = performance.now();
    setHint(null);
    setMode("holding");
    onStart();
    start();
  }, [state, start, finish, onStart]);

  const release = useCallback(() => {
    if (pressedAt.current === null) return;
    const held = performance.now() - pressedAt.current;
    pressedAt.current = null;
    // Letting go while the browser still asks for the microphone is no end: the recording then waits for a tap.
    if (held >= HOLD_MS && state === "recording") finish();
    else setMode("tapped");
  }, [state, finish]);

  const lose = useCallback(() => {
    pressedAt.current = null;
    setMode("tapped");
  }, []);

  const cancel = useCallback(() => {
    pressedAt.current = null;
    drop();
  }, [drop]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && state !== "idle") {
        event.preventDefault();
        cancel();
      }
      if (!isRecordKey(event, clicked.current)) return;
      event.preventDefault();
      if (event.repeat || spaceDown.current) return;
      spaceDown.current = true;
      press();
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.code !== "Space" || !spaceDown.current) return;
      event.preventDefault();
      spaceDown.current = false;
      release();
    };
    const onBlur = (): void => {
      if (!spaceDown.current) return;
      spaceDown.current = false;
      lose();
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("keyup", onKeyUp);
    window.addEventListener("blur", onBlur);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keyup", onKeyUp);
      window.removeEventListener("blur", onBlur);
    };
  }, [state, press, release, lose, cancel]);

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

  return { mode, hint, press, release, lose, cancel };
}

function controlOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("button, a, summary, [role=button]") : null;
}

/** The space bar, unless it has work to do where the focus is. */
function isRecordKey(event: KeyboardEvent, clicked: Element | null): boolean {
  if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (document.querySelector("dialog[open], .welcome")) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-testid=record-button]")) return true;
  if (target?.closest("input, textarea, select, [contenteditable]")) return false;
  // A control reached with the keyboard is pressed by the space bar; one that was clicked keeps no claim on it.
  // (:focus-visible can't tell them apart: browsers switch it on with the first key after the click.)
  const control = controlOf(target);
  return control === null || control === clicked;
}
