import "./call.css";
import type { Trouble } from "./call";
import type { CallControls } from "./useCall";
import { useMediaQuery } from "../../../shared/ui/useMediaQuery";
import { useSpaceBar } from "../../../shared/audio/useSpaceBar";
import { strings as audioStrings } from "../../../shared/audio/strings";
import { percent } from "../../../shared/i18n/format";
import { common } from "../../../shared/i18n/common";
import { strings } from "./strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { LevelMeter } from "../../../shared/audio/LevelMeter";

const text = strings;

/** A call under way: what is going on, in words, and what the learner can do about it. */
export function CallBar({ call }: { call: CallControls }) {
  const { phase, trouble, analyser, muted, holding, floor, unsure, othersDb, preparing, hold } = call;
  const finePointer = useMediaQuery("(hover: hover) and (pointer: fine)");
  const press = (): void => hold(true);
  const release = (): void => hold(false);
  useSpaceBar("hold-button", trouble === null, { onPress: press, onRelease: release, onLose: release });
  const offline = phase === "reconnecting" && !navigator.onLine;
  const state = phase === "unsure" && unsure ? text.short(unsure.transcript.text) : text.phases[phase];
  const listening = floor === "learner" && !muted && trouble === null;
  return (
    <section className="call" aria-label={text.label} data-testid="call" data-phase={phase}>
      <div className="call-state">
        <span className="call-sign" aria-hidden="true" />
        <p role="status">{offline ? text.offline : state}</p>
        {phase === "unsure" && unsure && (
          <button type="button" className="button small" data-testid="confirm-short" onClick={call.confirm}>
            {text.confirm}
          </button>
        )}
        {analyser && listening && <LevelMeter analyser={analyser} />}
      </div>
      {preparing !== null && (
        <p className="call-preparing quiet" data-testid="preparing">
          <progress value={preparing} aria-label={text.preparingLabel} /> {text.preparing(percent(preparing))}
        </p>
      )}
      {trouble ? (
        <ErrorNote {...wordsOf(trouble)}>
          <button type="button" className="button small" data-testid="call-again" onClick={call.start}>
            {common.retry}
          </button>
        </ErrorNote>
      ) : (
        <p className="record-hint">
          {(phase === "listening" || phase === "unclear") && othersDb !== null ? (
            <>
              {text.others}{" "}
              <button type="button" className="text-button" data-testid="that-was-me" onClick={call.mine}>
                {text.mine}
              </button>
            </>
          ) : (
            listening && (finePointer ? text.hintKeyboard : text.hint)
          )}
        </p>
      )}
      <div className="call-buttons">
        <button
          type="button"
          className="call-button"
          data-testid="mute-button"
          disabled={trouble !== null}
          aria-pressed={muted}
          onClick={() => call.mute(!muted)}
        >
          <Icon name={muted ? "micOff" : "mic"} />
          {muted ? text.unmute : text.mute}
        </button>
        <button
          type="button"
          className="call-button call-hold"
          data-testid="hold-button"
          disabled={trouble !== null}
          aria-pressed={holding}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            press();
          }}
          onPointerUp={release}
          onPointerCancel={release}
          onContextMenu={(event) => event.preventDefault()}
          onClick={(event) => {
            // Enter and assistive technology make a click without a pointer: they hold until the next one.
            if (event.detail === 0) hold(!holding);
          }}
        >
          <Icon name="pause" />
          {text.hold}
        </button>
        <button type="button" className="call-button" data-testid="done-button" disabled={!listening} onClick={call.end}>
          <Icon name="check" />
          {text.done}
        </button>
        <button type="button" className="call-button hang-up" data-testid="hang-up" onClick={call.hangUp}>
          <Icon name="hangUp" />
          {text.hangUp}
        </button>
      </div>
    </section>
  );
}

function wordsOf(trouble: Trouble): { message: string; action: string | null } {
  if (trouble.kind === "microphone") return audioStrings.microphone[trouble.problem];
  return trouble.kind === "refused" ? text.refusals[trouble.refusal] : trouble;
}
