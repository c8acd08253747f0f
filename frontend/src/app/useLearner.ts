import { conversationApi } from "../features/conversation/api";
import { learnersApi } from "../features/learners/api";
import type { Learner, Level, Scenario } from "../shared/wire/types";
import { useEffect, useState } from "react";

export interface LearnerState {
  learner: Learner | null;
  levels: Level[];
  scenarios: Scenario[];
  setLearner: (learner: Learner) => void;
}

/** Who learns, and what there is to choose from; read again whenever the server has come back (`arrivals`). */
export function useLearner(arrivals: number): LearnerState {
  const [learner, setLearner] = useState<Learner | null>(null);
  const [levels, setLevels] = useState<Level[]>([]);
  const [scenarios, setScenarios] = useState<Scenario[]>([]);
  useEffect(() => {
    // The status strip already says that the server is gone.
    const ignore = (): void => undefined;
    learnersApi.read().then(setLearner, ignore);
    conversationApi.levels().then(setLevels, ignore);
    conversationApi.scenarios().then(setScenarios, ignore);
  }, [arrivals]);
  return { learner, levels, scenarios, setLearner };
}
