import "./hear.css";
import { toErrorBody } from "../wire/http";
import { useEffect } from "react";
import { SLOW } from "./speech";
import { useSpeechOf, useSpeechPlayer } from "./useSpeech";
import { strings } from "./strings";
import { ErrorNote } from "../ui/ErrorNote";
import { SimplerVoice } from "./SimplerVoice";
import { Icon } from "../ui/Icon";

interface Props {
  /** Names the sound: what is asked for twice is one sound. */
  id: string;
  url: string;
  /** Played at once, where the browser lets it. */
  eager?: boolean;
  /** What else can be done when there is no voice. */
  onSkip?: (() => void) | undefined;
}

/** Plays something that is part of an exercise. */
export function Hear({ id, url, eager = false, onSkip }: Props) {
  const player = useSpeechPlayer();
  const speech = useSpeechOf(id);
  const { state, error } = speech;
  const sounding = state === "playing" || state === "loading";
  useEffect(() => {
    if (eager) void player.play(id, url);
    return () => player.stop();
  }, [eager, id, url, player]);
  return (
    <>
      <button
        type="button"
        className={`button plain hear${sounding ? " sounding" : ""}`}
        data-testid="hear"
        data-speech-state={state}
        onClick={() => (sounding ? player.stop() : void player.play(id, url))}
      >
        <Icon name={sounding ? "stop" : "play"} />
        {strings.playback.listen}
      </button>
      <button
        type="button"
        className="button plain"
        data-testid="hear-slowly"
        onClick={() => void player.play(id, url, SLOW)}
      >
        <Icon name="slower" />
        {strings.playback.slower}
      </button>
      <SimplerVoice speech={speech} />
      {state === "error" && (
        <ErrorNote message={strings.playback.failed} action={toErrorBody(error).message}>
          {onSkip && (
            <button type="button" className="button small plain" onClick={onSkip}>
              {strings.playback.skip}
            </button>
          )}
        </ErrorNote>
      )}
    </>
  );
}
