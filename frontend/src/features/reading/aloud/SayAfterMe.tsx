import { useCallback, useState } from "react";
import { RecordingButton } from "../../../shared/audio/RecordingButton";
import { SpeechButton } from "../../../shared/audio/SpeechButton";
import { TakeControl } from "../../../shared/audio/TakeControl";
import { Dialog } from "../../../shared/ui/Dialog";
import { useObjectUrl } from "../../../shared/ui/useObjectUrl";
import { Pronunciation } from "../../speech/Pronunciation";
import { strings } from "../strings";

const LIMIT_S = 30;

interface Props {
  sentence: { id: string; speech: string; text: string };
  onClose: () => void;
}

/** A sentence is heard, said, and its sounds are looked at. */
export default function SayAfterMe({ sentence, onClose }: Props) {
  const { url, keep } = useObjectUrl();
  const [said, setSaid] = useState<Blob | null>(null);
  const take = (recording: Blob): void => {
    keep(recording);
    setSaid(recording);
  };
  const text = strings.documents.aloud;
  return (
    <Dialog title={text.afterTitle} onClose={onClose}>
      <div className="dialog-scroll after-me">
        <p className="tutor-text" lang="es">
          {sentence.text}
        </p>
        <div className="button-row">
          <SpeechButton id={sentence.id} url={sentence.speech} label={text.hear} />
          {url && <RecordingButton id={`${sentence.id}:own`} url={url} label={text.own} />}
        </div>
        <TakeControl limitSeconds={LIMIT_S} onTake={take} />
        {said && url && <Looked key={url} said={said} url={url} sentence={sentence} />}
      </div>
    </Dialog>
  );
}

function Looked({ said, url, sentence }: { said: Blob; url: string; sentence: Props["sentence"] }) {
  const recording = useCallback(() => Promise.resolve(said), [said]);
  return (
    <Pronunciation
      id={`${sentence.id}:said`}
      text={sentence.text}
      recordingUrl={url}
      recording={recording}
      speechUrl={sentence.speech}
      eager
    />
  );
}
