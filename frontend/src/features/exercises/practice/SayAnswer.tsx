import { useCallback } from "react";
import { SHORTEST_MS, useRecordGestures } from "../../../shared/audio/useRecordGestures";
import { useRecorder } from "../../../shared/audio/useRecorder";
import { useSpeechPlayer } from "../../../shared/audio/useSpeech";
import { strings } from "../strings";
import { RecordControl } from "../../../shared/audio/RecordControl";
import { TextAnswer } from "./TextAnswer";

interface Props {
  busy: boolean;
  tries: number;
  limitSeconds: number | null;
  onAnswer: (answer: string | null) => void;
  onRecording: (recording: Blob) => void;
}

/** An answer to be spoken, or typed where that is not possible. */
export function SayAnswer({ busy, tries, limitSeconds, onAnswer, onRecording }: Props) {
  const player = useSpeechPlayer();
  const context = useCallback(() => player.context, [player]);
  const recorder = useRecorder(context, limitSeconds, ({ blob, milliseconds, ending }) => {
    if (milliseconds >= SHORTEST_MS && blob.size > 0 && ending !== "left") onRecording(blob);
  });
  const hush = useCallback(() => player.stop(), [player]);
  const gestures = useRecordGestures(recorder, hush);
  return (
    <div className="say-answer">
      <RecordControl
        recorder={recorder}
        mode={gestures.mode}
        hint={gestures.hint}
        limitSeconds={limitSeconds}
        onPress={gestures.press}
        onRelease={gestures.release}
        onLose={gestures.lose}
        onCancel={gestures.cancel}
      />
      <p className="quiet or">{strings.practice.orType}</p>
      <TextAnswer busy={busy} tries={tries} eager={false} onAnswer={onAnswer} />
    </div>
  );
}
