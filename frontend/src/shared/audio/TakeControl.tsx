import { useCallback } from "react";
import { RecordControl } from "./RecordControl";
import { SHORTEST_MS, useRecordGestures } from "./useRecordGestures";
import { useRecorder } from "./useRecorder";
import { useSpeechPlayer } from "./useSpeech";

interface Props {
  limitSeconds: number | null;
  /** A recording that is long enough, and was not given up by leaving. */
  onTake: (recording: Blob) => void;
}

/** Records one take; what is being played falls silent. */
export function TakeControl({ limitSeconds, onTake }: Props) {
  const player = useSpeechPlayer();
  const context = useCallback(() => player.context, [player]);
  const recorder = useRecorder(context, limitSeconds, ({ blob, milliseconds, ending }) => {
    if (milliseconds >= SHORTEST_MS && blob.size > 0 && ending !== "left") onTake(blob);
  });
  const hush = useCallback(() => player.stop(), [player]);
  const gestures = useRecordGestures(recorder, hush);
  return (
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
  );
}
