import type { SpeechSnapshot } from "./speech";
import { strings } from "./strings";

/** Says that another voice than the learner's own speaks, and why; nothing where it is theirs. */
export function SimplerVoice({ speech }: { speech: SpeechSnapshot }) {
  return (
    speech.simpler && (
      <p className="quiet" role="status" data-testid="simpler-voice">
        {strings.playback.simplerVoice}
      </p>
    )
  );
}
