import { strings } from "../strings";
import { TakeControl } from "../../../shared/audio/TakeControl";
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
  return (
    <div className="say-answer">
      <TakeControl limitSeconds={limitSeconds} onTake={onRecording} />
      <p className="quiet or">{strings.practice.orType}</p>
      <TextAnswer busy={busy} tries={tries} eager={false} onAnswer={onAnswer} />
    </div>
  );
}
