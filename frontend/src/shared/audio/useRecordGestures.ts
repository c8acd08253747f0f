import { useCallback, useEffect, useRef, useState } from "react";
import { strings } from "./strings";
import type { Recorder } from "./useRecorder";
import { useSpaceBar } from "./useSpaceBar";

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

/** Turns presses of the button and, where `enabled`, of the space bar into starting and stopping. */
export function useRecordGestures(recorder: Recorder, onStart: () => void, enabled = true): RecordGestures {
  const [mode, setMode] = useState<RecordGestures["mode"]>("holding");
  const [hint, setHint] = useState<string | null>(null);
  const pressedAt = useRef<number | null>(null);
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
    setHint(strings.record.discarded);
  }, [drop]);

  useSpaceBar("record-button", enabled, { onPress: press, onRelease: release, onLose: lose });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || state === "idle") return;
      event.preventDefault();
      cancel();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [state, cancel]);

  return { mode, hint, press, release, lose, cancel };
}
