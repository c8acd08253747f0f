import { useSpeechOf, useSpeechPlayer } from "./useSpeech";
import { strings } from "./strings";
import { Icon } from "../ui/Icon";

interface Props {
  id: string;
  url: string;
  label: string;
  /** Only this part of it, in seconds. */
  slice?: readonly [number, number];
}

/** Plays and stops the learner's own recording. */
export function RecordingButton({ id, url, label, slice }: Props) {
  const player = useSpeechPlayer();
  const name = `recording:${id}`;
  const playing = useSpeechOf(name).state === "playing";
  return (
    <button
      type="button"
      className="text-button"
      onClick={() => (playing ? player.stop() : player.playFile(name, url, slice))}
    >
      <Icon name={playing ? "stop" : "play"} />
      {playing ? strings.playback.stop : label}
    </button>
  );
}
