import { useCallback, useRef, useState } from "react";
import { LevelMeter } from "../../shared/audio/LevelMeter";
import { RecordingButton } from "../../shared/audio/RecordingButton";
import { SpeechButton } from "../../shared/audio/SpeechButton";
import { strings as audioStrings } from "../../shared/audio/strings";
import { useRecorder } from "../../shared/audio/useRecorder";
import { useSpeechPlayer } from "../../shared/audio/useSpeech";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { useObjectUrl } from "../../shared/ui/useObjectUrl";
import { sceneApi } from "../conversation/scene/api";
import { strings } from "./strings";

/** Long enough for a sentence, in seconds. */
const LIMIT_S = 15;
/** The loudest moment of a voice at a microphone is above this, as a part of full scale. */
const AUDIBLE = 0.02;

/** The tutor is heard, the learner says the same sentence, sees a meter move and hears themselves. Nothing is sent. */
export default function SoundTest({ scenarioId, sentence }: { scenarioId: string; sentence: string }) {
  const player = useSpeechPlayer();
  const { url, keep } = useObjectUrl();
  const [audible, setAudible] = useState(false);
  const loudest = useRef(0);
  const context = useCallback(() => player.context, [player]);
  const recorder = useRecorder(context, LIMIT_S, ({ blob }) => {
    setAudible(loudest.current > AUDIBLE);
    keep(blob);
  });
  const { state, analyser, problem } = recorder;
  const text = strings.first;
  const onLevel = useCallback((peak: number) => {
    loudest.current = Math.max(loudest.current, peak);
  }, []);
  return (
    <div className="sound-test" data-testid="sound-test">
      <p>{text.hear}</p>
      <SpeechButton id="first-minute" url={sceneApi.speechUrl(scenarioId, sentence)} label={sentence} lang="es" />
      <p>{text.say}</p>
      <div className="button-row">
        <button
          type="button"
          className="button plain"
          data-testid="test-microphone"
          aria-pressed={state !== "idle"}
          onClick={() => {
            if (state !== "idle") {
              recorder.stop();
              return;
            }
            player.stop();
            loudest.current = 0;
            recorder.start();
          }}
        >
          <Icon name={state === "idle" ? "mic" : "stop"} />
          {state === "idle" ? text.record : text.stop}
        </button>
        {state === "recording" && analyser && <LevelMeter analyser={analyser} onLevel={onLevel} />}
        {state === "idle" && url && <RecordingButton id="first-minute-own" url={url} label={text.own} />}
      </div>
      <p role="status" className={audible ? "fine" : undefined}>
        {state === "opening" && audioStrings.record.opening}
        {state === "idle" && url && (audible ? text.heard : text.silent)}
      </p>
      {problem && <ErrorNote {...audioStrings.microphone[problem]} />}
    </div>
  );
}
