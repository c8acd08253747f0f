import { useCallback, useEffect, useState } from "react";
import { LevelMeter } from "../../../shared/audio/LevelMeter";
import { RecordingButton } from "../../../shared/audio/RecordingButton";
import { SpeechButton } from "../../../shared/audio/SpeechButton";
import { strings as audioStrings } from "../../../shared/audio/strings";
import { useRecorder } from "../../../shared/audio/useRecorder";
import { useSpeechPlayer } from "../../../shared/audio/useSpeech";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { Pronunciation } from "../../speech/Pronunciation";
import { strings } from "../strings";

const LIMIT_S = 30;

interface Props {
  sentence: { id: string; speech: string; text: string };
  onClose: () => void;
}

/** A sentence is heard, said, and its sounds are looked at. */
export default function SayAfterMe({ sentence, onClose }: Props) {
  const player = useSpeechPlayer();
  const [take, setTake] = useState<{ blob: Blob; url: string } | null>(null);
  const context = useCallback(() => player.context, [player]);
  const recorder = useRecorder(context, LIMIT_S, ({ blob }) => {
    if (blob.size > 0) setTake({ blob, url: URL.createObjectURL(blob) });
  });
  useEffect(() => () => URL.revokeObjectURL(take?.url ?? ""), [take]);
  const { state, analyser, problem } = recorder;
  const text = strings.documents.aloud;
  const press = (): void => {
    if (state !== "idle") {
      recorder.stop();
      return;
    }
    player.stop();
    setTake(null);
    recorder.start();
  };
  return (
    <Dialog title={text.afterTitle} onClose={onClose}>
      <div className="dialog-scroll after-me">
        <p className="tutor-text" lang="es">
          {sentence.text}
        </p>
        <div className="button-row">
          <SpeechButton id={sentence.id} url={sentence.speech} label={text.hear} />
          <button type="button" className="button" data-testid="after-record" aria-pressed={state !== "idle"} onClick={press}>
            <Icon name={state === "idle" ? "mic" : "stop"} />
            {state === "idle" ? text.record : text.stop}
          </button>
          {state === "recording" && analyser && <LevelMeter analyser={analyser} />}
          {take && state === "idle" && <RecordingButton id={`${sentence.id}:own`} url={take.url} label={text.own} />}
        </div>
        {problem && <ErrorNote {...audioStrings.microphone[problem]} />}
        {take && state === "idle" && <Looked key={take.url} take={take} sentence={sentence} />}
      </div>
    </Dialog>
  );
}

function Looked({ take, sentence }: { take: { blob: Blob; url: string }; sentence: Props["sentence"] }) {
  const recording = useCallback(() => Promise.resolve(take.blob), [take]);
  return (
    <Pronunciation
      id={`${sentence.id}:said`}
      text={sentence.text}
      recordingUrl={take.url}
      recording={recording}
      speechUrl={sentence.speech}
      eager
    />
  );
}
