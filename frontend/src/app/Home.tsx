import { useState } from "react";
import { isGreeted, keepPlace, type Place, readPlace } from "../features/today/firstMinute";
import { Today } from "../features/today/Today";
import { lazyPart } from "../shared/ui/lazyPart";
import type { Conversation, ConversationSummary, LevelId } from "../shared/wire/types";
import type { LearnerState } from "./useLearner";

const FirstMinute = lazyPart(() => import("../features/today/FirstMinute"));
const Given = lazyPart(() => import("../features/classes/Given"));

interface Props extends LearnerState {
  /** What was talked last; undefined until the list has been read. */
  latest: ConversationSummary | null | undefined;
  arrivals: number;
  /** Where people sign in, they may be in classes. */
  inClasses: boolean;
  onNew: (scenarioId?: string, level?: LevelId | null) => void;
  onCreated: (conversation: Conversation) => void;
}

/** What is shown when no conversation is open: what to do now, or the first questions to somebody new. */
export function Home({ learner, levels, scenarios, setLearner, latest, arrivals, inClasses, onNew, onCreated }: Props) {
  const [chosen, setChosen] = useState<Place | null>(null);
  // Neither a greeting nor a suggestion to whom one does not know yet; a server that is gone is told of elsewhere.
  if (!learner || latest === undefined) return null;
  const place = chosen ?? readPlace(learner.id);
  const move = (to: Place): void => {
    keepPlace(learner.id, to);
    setChosen(to);
  };
  if (isGreeted(learner, latest !== null, place)) {
    return (
      <FirstMinute
        learner={learner}
        levels={levels}
        scenarios={scenarios}
        step={place === null || place === "done" ? "language" : place}
        onStep={move}
        onLearner={setLearner}
        onNew={onNew}
        onCreated={onCreated}
      />
    );
  }
  return (
    <Today
      toldIn={learner.page_language}
      latest={latest}
      arrivals={arrivals}
      given={inClasses && <Given arrivals={arrivals} onScene={onNew} />}
      onSetUp={latest === null ? () => move("language") : null}
      onNew={() => onNew()}
      onScene={(scene) => onNew(scene)}
    />
  );
}
