import { toErrorBody } from "../wire/http";
import { SLOW } from "./speech";
import { useSpeechOf, useSpeechPlayer } from "./useSpeech";
import { strings } from "./strings";
import { ErrorNote } from "../ui/ErrorNote";
import { SimplerVoice } from "./SimplerVoice";
import { Icon } from "../ui/Icon";

interface Props {
  /** Names the sound: buttons that share it are one. */
  id: string;
  url: string;
  label: string;
  /** Of the label, where it is not the page's. */
  lang?: string;
  slow?: boolean;
}

/** Says something in the tutor's voice, and stops it. */
export function SpeechButton({ id, url, label, lang, slow = false }: Props) {
  const player = useSpeechPlayer();
  const speech = useSpeechOf(id);
  const { state, error } = speech;
  const sounding = state === "playing" || state === "loading";
  return (
    <>
      <button
        type="button"
        className={`text-button${sounding ? " sounding" : ""}`}
        data-speech-state={state}
        aria-pressed={sounding}
        onClick={() => (sounding ? player.stop() : void player.play(id, url, slow ? SLOW : 1))}
      >
        <Icon name={sounding ? "stop" : slow ? "slower" : "play"} />
        <span lang={lang}>{label}</span>
      </button>
      <SimplerVoice speech={speech} />
      {state === "error" && <ErrorNote message={strings.playback.failed} action={toErrorBody(error).message} />}
    </>
  );
}
