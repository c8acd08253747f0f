import { useCallback, useEffect, useRef, useState } from "react";

import { player } from "../speech";
import { strings } from "../strings";
import { useRecorder } from "../useRecorder";
import { ProblemNote } from "./ProblemNote";
import { TypedBox } from "./TypedBox";

/** Held longer than this, the button sends when it is released; a shorter tap leaves it recording. */
const HOLD_MS = 350;

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, select, dialog, [contenteditable]") !== null;

export function Composer(props: {
  level: string;
  limit: number;
  busy: boolean;
  editing: { id: string; text: string } | null;
  onCancelEdit: () => void;
  onStop: () => void;
  onSay: (said: { text?: string; recording?: Blob }) => void;
}) {
  const { busy, onSay } = props;
  const recorder = useRecorder();
  const [short, setShort] = useState(false);
  const pressed = useRef<{ at: number; began: boolean } | null>(null);
  const { start, finish, discard, recording } = recorder;

  const sendRecording = useCallback(async () => {
    const blob = await finish();
    setShort(blob === null);
    if (blob) onSay({ recording: blob });
  }, [finish, onSay]);

  const press = useCallback(() => {
    if (busy || pressed.current) return;
    player.unlock();
    player.stop();
    setShort(false);
    pressed.current = { at: performance.now(), began: !recording };
    if (!recording) void start();
  }, [busy, recording, start]);

  const release = useCallback(() => {
    const press = pressed.current;
    pressed.current = null;
    if (!press) return;
    // The first tap begins, the second sends; a long press does both.
    if (!press.began || performance.now() - press.at > HOLD_MS) void sendRecording();
  }, [sendRecording]);

  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key === "Escape" && recording) return discard();
      if (event.code !== "Space" || isField(event.target)) return;
      if (event.target instanceof HTMLButtonElement && !event.target.dataset["record"]) return;
      event.preventDefault();
      if (!event.repeat) press();
    };
    const up = (event: KeyboardEvent) => {
      if (event.code === "Space" && pressed.current) {
        event.preventDefault();
        release();
      }
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
    };
  }, [press, release, discard, recording]);

  return (
    <section className="composer" data-recording={recording}>
      {recorder.problem && <ProblemNote problem={recorder.problem} />}
      {short && !recording && <p className="hint">{strings.record.short}</p>}
      <div className="talk">
        {busy ? (
          <button className="record stop" data-testid="stop-button" onClick={props.onStop} aria-label={strings.reply.stop}>
            <span className="stop-sign" aria-hidden="true" />
          </button>
        ) : (
          <button
            className="record"
            data-record="yes"
            data-testid="record-button"
            aria-pressed={recording}
            aria-label={recording ? strings.record.stop : strings.record.start}
            ref={(button) => {
              recorder.meter.current = button;
            }}
            onPointerDown={(e) => {
              if (e.button === 0) {
                e.currentTarget.setPointerCapture(e.pointerId);
                press();
              }
            }}
            onPointerUp={release}
            onPointerCancel={release}
            onContextMenu={(e) => e.preventDefault()}
            onKeyDown={(e) => e.key === "Enter" && !e.repeat && press()}
            onKeyUp={(e) => e.key === "Enter" && release()}
          >
            <span className="ring" aria-hidden="true" />
            <Microphone />
          </button>
        )}
        <p className="hint" aria-live="polite">
          {busy ? (
            strings.reply.stop
          ) : recording ? (
            <>
              <strong>
                {Math.floor(recorder.seconds / 60)}:{String(recorder.seconds % 60).padStart(2, "0")}
              </strong>{" "}
              {strings.record.recording} <span className="quiet">{strings.record.tap}</span>
            </>
          ) : (
            strings.record.idle
          )}
        </p>
      </div>
      <TypedBox
        level={props.level}
        limit={props.limit}
        busy={busy || recording}
        editing={props.editing}
        onCancelEdit={props.onCancelEdit}
        onSend={(text) => {
          player.unlock();
          player.stop();
          onSay({ text });
        }}
      />
    </section>
  );
}

function Microphone() {
  return (
    <svg viewBox="0 0 24 24" width="30" height="30" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
      <rect x="9" y="3" width="6" height="11" rx="3" fill="currentColor" stroke="none" />
      <path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3M8.500 21h7" />
    </svg>
  );
}
