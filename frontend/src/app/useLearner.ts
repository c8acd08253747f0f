import { conversationApi } from "../features/conversation/api";
import { learnersApi } from "../features/learners/api";
import type { Learner, Level, Scenario } from "../shared/wire/types";
import { learnerSpeaks } from "../shared/i18n/choice";
import { useLanguage } from "../shared/i18n/useLanguage";
import { useCallback, useEffect, useState } from "react";

export interface LearnerState {
  learner: Learner | null;
  levels: Level[];
  scenarios: Scenario[];
  setLearner: (learner: Learner) => void;
  /** Reads the scenes again: a class may have got another one meanwhile. */
  readScenes: () => void;
}

/** Who learns, and what there is to choose from; read again whenever the server has come back (`arrivals`). */
export function useLearner(arrivals: number): LearnerState {
  const [learner, setLearner] = useState<Learner | null>(null);
  const [levels, setLevels] = useState<Level[]>([]);
  const [scenarios, setScenarios] = useState<Scenario[]>([]);
  useEffect(() => {
    // The status strip already says that the server is gone.
    const ignore = (): void => undefined;
    learnersApi.read().then((read) => {
      setLearner(read);
      // English is what everybody begins with, so that it says nothing.
      if (read.first_language !== "en") void learnerSpeaks(read.first_language);
    }, ignore);
  }, [arrivals]);
  const spoken = useLanguage();
  const told = learner?.page_language;
  useEffect(() => {
    const readTold = (): void => {
      conversationApi.levels().then(setLevels, () => undefined);
      conversationApi.scenarios().then(setScenarios, () => undefined);
    };
    if (told === undefined) return;
    // Corrections are explained, levels and scenes told, in the language of the page: the tutor has to know it first.
    if (told === spoken) readTold();
    else learnersApi.change({ page_language: spoken }).then(setLearner, readTold);
  }, [told, spoken, arrivals]);
  const changed = useCallback(
    (now: Learner) => {
      if (learner?.first_language !== now.first_language) void learnerSpeaks(now.first_language);
      setLearner(now);
    },
    [learner],
  );
  const readScenes = useCallback((): void => {
    conversationApi.scenarios().then(setScenarios, () => undefined);
  }, []);
  return { learner, levels, scenarios, setLearner: changed, readScenes };
}
