import { conversationApi } from "../features/conversation/api";
import { learnersApi } from "../features/learners/api";
import type { Learner, Level, Scenario } from "../shared/wire/types";
import { learnerSpeaks } from "../shared/i18n/choice";
import { useLanguage } from "../shared/i18n/language";
import { useCallback, useEffect, useRef, useState } from "react";

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
    learnersApi.read().then((read) => {
      setLearner(read);
      // English is what everybody begins with, so that it says nothing.
      if (read.first_language !== "en") void learnerSpeaks(read.first_language);
    }, ignore);
    conversationApi.levels().then(setLevels, ignore);
    conversationApi.scenarios().then(setScenarios, ignore);
  }, [arrivals]);
  const spoken = useLanguage();
  const told = learner?.page_language;
  useEffect(() => {
    // Corrections are explained in the language of the page: the tutor has to know it.
    if (told !== undefined && told !== spoken) learnersApi.change({ page_language: spoken }).then(setLearner, () => undefined);
  }, [told, spoken]);
  const known = useRef(told);
  useEffect(() => {
    // Levels and scenes are told in that language too: those that were read before it was known are read again.
    if (known.current !== undefined && told !== known.current) {
      conversationApi.levels().then(setLevels, () => undefined);
      conversationApi.scenarios().then(setScenarios, () => undefined);
    }
    known.current = told;
  }, [told]);
  const changed = useCallback(
    (now: Learner) => {
      if (learner?.first_language !== now.first_language) void learnerSpeaks(now.first_language);
      setLearner(now);
    },
    [learner],
  );
  return { learner, levels, scenarios, setLearner: changed };
}
