import { useState } from "react";
import { strings as audioStrings } from "../../../shared/audio/strings";
import { SpeedSlider } from "../../../shared/audio/SpeedSlider";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon, type IconName } from "../../../shared/ui/Icon";
import { lazyPart } from "../../../shared/ui/lazyPart";
import { useKeys } from "../../../shared/ui/useKeys";
import { toErrorBody } from "../../../shared/wire/http";
import { strings } from "../strings";
import type { ReadAloud } from "./useReadAloud";

const SayAfterMe = lazyPart(() => import("./SayAfterMe"));

/** What reads the text aloud, always in reach. */
export function ReadAloudBar({ aloud }: { aloud: ReadAloud }) {
  const { sentence, state, error, speed, setSpeed, toggle, again, step } = aloud;
  const [saying, setSaying] = useState(false);
  const text = strings.documents.aloud;
  useKeys((key, event) => {
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "r") again();
    else if (key === " " && !(event.target instanceof Element && event.target.closest("button, a, summary, [data-word]"))) {
      event.preventDefault();
      toggle();
    }
  });
  const sounding = state === "playing" || state === "loading";
  return (
    <div className="aloud" role="group" aria-label={text.label} data-testid="aloud" data-speech-state={state}>
      {state === "error" && <ErrorNote message={audioStrings.playback.failed} action={toErrorBody(error).message} />}
      <Press icon="back" name={text.previous} onPress={() => step(-1)} />
      <button type="button" className="button aloud-play" data-testid="aloud-play" onClick={toggle}>
        <Icon name={sounding ? "pause" : "play"} />
        <span>{sounding ? text.pause : state === "paused" ? text.goOn : text.read}</span>
      </button>
      <Press icon="forth" name={text.next} onPress={() => step(1)} />
      <Press icon="again" name={text.again} onPress={again} />
      <button
        type="button"
        className="button small plain"
        data-testid="after-me"
        aria-disabled={!sentence}
        onClick={() => sentence && setSaying(true)}
      >
        <Icon name="mic" />
        <span>{text.after}</span>
      </button>
      <SpeedSlider speed={speed} onSpeed={setSpeed} />
      {saying && sentence && <SayAfterMe sentence={sentence} onClose={() => setSaying(false)} />}
    </div>
  );
}

function Press({ icon, name, onPress }: { icon: IconName; name: string; onPress: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
