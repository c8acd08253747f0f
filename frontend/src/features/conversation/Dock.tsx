import "./dock.css";
import type { ReactNode } from "react";
import type { RecordGestures } from "../../shared/audio/useRecordGestures";
import type { Recorder } from "../../shared/audio/useRecorder";
import { RecordControl } from "../../shared/audio/RecordControl";
import { common } from "../../shared/i18n/common";
import { Icon } from "../../shared/ui/Icon";
import type { LevelId, Status } from "../../shared/wire/types";
import { CallBar } from "./call/CallBar";
import { strings as callStrings } from "./call/strings";
import type { CallControls } from "./call/useCall";
import { strings } from "./strings";
import { TextInput } from "./TextInput";
import type { ActiveTurn } from "./thread";
import { useWriting } from "./useWriting";

interface Props {
  conversationId: string;
  level: LevelId;
  status: Status | null;
  turn: ActiveTurn | null;
  call: CallControls;
  recorder: Recorder;
  gestures: RecordGestures;
  /** What is in the field in place of the draft: an earlier message, or what was heard and waits to be checked. */
  inField: { id: string; text: string; kind: "edited" | "heard" } | null;
  ready: boolean;
  /** What one could say, and the button for it. */
  help: ReactNode;
  helpButton: ReactNode;
  /** The learner has scrolled back in the thread. */
  away: boolean;
  onToEnd: () => void;
  onStop: () => void;
  onSend: (text: string) => void;
  /** The learner begins to write. */
  onTyping: () => void;
  /** The field is given back to the draft. */
  onGiveBack: () => void;
}

/** The ways to answer: talk, call, write; and to stop what is being said. */
export function Dock(props: Props) {
  const { conversationId, level, status, turn, call, recorder, gestures, inField, ready, away } = props;
  useWriting();
  return (
    <footer className={`dock${call.active ? " calling" : ""}`} onInput={props.onTyping}>
      {away && (
        <button type="button" className="to-latest" onClick={props.onToEnd}>
          <Icon name="down" />
          {strings.thread.latest}
        </button>
      )}
      {turn && !turn.whole && (
        <button
          type="button"
          className="stop-button"
          data-testid="stop-button"
          disabled={turn.stopping}
          onClick={props.onStop}
        >
          <Icon name="stop" />
          {strings.composer.stop}
        </button>
      )}
      {inField && (
        <p className="note editing-note" data-testid={inField.kind === "heard" ? "check-note" : undefined}>
          {inField.kind === "heard" ? callStrings.check : strings.composer.editing}
          <button type="button" className="text-button" onClick={props.onGiveBack}>
            {inField.kind === "heard" ? callStrings.forget : common.cancel}
          </button>
        </p>
      )}
      {props.help}
      {call.active ? (
        <>
          <CallBar call={call} />
          {props.helpButton}
        </>
      ) : (
        <RecordControl
          recorder={recorder}
          mode={gestures.mode}
          hint={gestures.hint}
          limitSeconds={status?.audio_limit_s ?? null}
          onPress={gestures.press}
          onRelease={gestures.release}
          onLose={gestures.lose}
          onCancel={gestures.cancel}
          onCall={call.start}
          aside={props.helpButton}
        />
      )}
      <TextInput
        level={level}
        checking={status?.engines.corrections?.state !== "error"}
        textLimit={status?.text_limit ?? null}
        conversationId={conversationId}
        editing={inField}
        ready={ready}
        onSend={props.onSend}
        onEscape={props.onGiveBack}
      />
    </footer>
  );
}
