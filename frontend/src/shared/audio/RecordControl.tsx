import "./record.css";
import { useEffect, useState, type ReactNode } from "react";
import type { Recorder } from "./useRecorder";
import { useMediaQuery } from "../ui/useMediaQuery";
import { clock } from "../i18n/format";
import { strings } from "./strings";
import { ErrorNote } from "../ui/ErrorNote";
import { Icon } from "../ui/Icon";
import { LevelMeter } from "./LevelMeter";

interface Props {
  recorder: Recorder;
  mode: "holding" | "tapped";
  hint: string | null;
  limitSeconds: number | null;
  onPress: () => void;
  onRelease: () => void;
  /** The press was taken away by the system: the recording goes on until a tap. */
  onLose: () => void;
  onCancel: () => void;
  /** Begins a call instead, where there can be one. */
  onCall?: () => void;
  /** Stands on the other side while nothing is recorded. */
  aside?: ReactNode;
}

/** The one big button: hold it, or tap it twice. */
export function RecordControl(props: Props) {
  const { recorder, mode, hint, limitSeconds, onPress, onRelease, onLose, onCancel, onCall } = props;
  const finePointer = useMediaQuery("(hover: hover) and (pointer: fine)");
  const { state, problem } = recorder;
  const active = state !== "idle";
  const idleHint = finePointer ? strings.record.hintKeyboard : strings.record.hint;
  return (
    <div className={`record ${state}`}>
      <div className="record-side record-left">
        {state === "recording" && recorder.analyser && <LevelMeter analyser={recorder.analyser} />}
        {!active && props.aside}
      </div>
      <button
        type="button"
        className="record-button"
        data-testid="record-button"
        aria-label={active ? strings.record.stopLabel : strings.record.startLabel}
        aria-pressed={active}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          onPress();
        }}
        onPointerUp={onRelease}
        onPointerCancel={onLose}
        onContextMenu={(event) => event.preventDefault()}
        onClick={(event) => {
          // Enter and assistive technology make a click without a pointer: that is a tap.
          if (event.detail !== 0) return;
          onPress();
          onRelease();
        }}
      >
        <Icon name={active && mode === "tapped" ? "send" : "mic"} />
      </button>
      <div className="record-side record-right">
        {state === "recording" && <Timer startedAt={recorder.startedAt} limitSeconds={limitSeconds} />}
        {!active && onCall && (
          <button type="button" className="button small plain" data-testid="call-button" onClick={onCall}>
            <Icon name="call" />
            {strings.record.call}
          </button>
        )}
        {active && (
          <button
            type="button"
            className="icon-button"
            aria-label={strings.record.cancel}
            title={strings.record.cancel}
            onClick={onCancel}
          >
            <Icon name="trash" />
          </button>
        )}
      </div>
      <p className={`record-hint${hint ? " said" : ""}`} aria-live="polite">
        {state === "opening" && strings.record.opening}
        {state === "recording" && (mode === "holding" ? strings.record.holding : strings.record.tapped)}
        {state === "recording" && finePointer && ` · ${strings.record.escape}`}
        {state === "idle" && (hint ?? idleHint)}
      </p>
      {problem && <ErrorNote {...strings.microphone[problem]} />}
    </div>
  );
}

function Timer({ startedAt, limitSeconds }: { startedAt: number; limitSeconds: number | null }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((performance.now() - startedAt) / 1000), 200);
    return () => clearInterval(timer);
  }, [startedAt]);
  const near = limitSeconds !== null && seconds > limitSeconds - 20;
  return (
    <time className={`record-time${near ? " near-limit" : ""}`}>
      {clock(seconds)}
      {near && <span>{strings.record.nearLimit(clock(limitSeconds))}</span>}
    </time>
  );
}
