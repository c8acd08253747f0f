import { useEffect } from "react";
import type { Gloss } from "../../../shared/wire/types";
import { useSpeechOf } from "../../../shared/audio/useSpeech";
import { Icon } from "../../../shared/ui/Icon";
import { utf16Index } from "../../../shared/text/codepoints";
import { TutorText } from "../../cards/words/TutorText";
import { useSpokenWord } from "../../speech/useSpokenWord";
import { strings } from "../strings";
import { useHearing } from "./useListening";
import "./listening.css";

interface Props {
  text: string;
  glosses: readonly Gloss[];
  messageId: string;
}

/** What the tutor said: where one learns to listen, not before it was heard to the end, or asked for. */
export function HeardText(props: Props) {
  const { hidden, subtitles, isShown, show } = useHearing();
  const { state } = useSpeechOf(props.messageId);
  const covered = hidden && !isShown(props.messageId);
  useEffect(() => {
    if (covered && state === "ended") show(props.messageId);
  }, [covered, state, show, props.messageId]);
  if (!covered) return <TutorText {...props} />;
  return (
    <div className="covered" data-testid="covered">
      {subtitles && <Subtitle {...props} />}
      <button type="button" className="cover" data-testid="uncover" onClick={() => show(props.messageId)}>
        <Icon name="eye" />
        {strings.listening.show}
      </button>
    </div>
  );
}

/** As much as has been said by now. */
function Subtitle({ text, messageId }: Props) {
  const word = useSpokenWord(messageId);
  if (!word) return null;
  const [start, end] = [utf16Index(text, word.start), utf16Index(text, word.end)];
  return (
    <p className="tutor-text subtitle" lang="es" data-testid="subtitle">
      {text.slice(0, start)}
      <span className="spoken">{text.slice(start, end)}</span>
    </p>
  );
}
