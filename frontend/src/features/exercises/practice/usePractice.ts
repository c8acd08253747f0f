import type { Queue, Rating } from "../../cards/api";
import { usePocket } from "../../cards/offline/usePocket";
import { exercisesApi, type Grade } from "../api";
import { ApiError, toErrorBody } from "../../../shared/wire/http";
import type { ErrorBody } from "../../../shared/wire/types";
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { PracticeSource } from "./source";
import type { Placed } from "./withTutor";
import { EMPTY_PRACTICE, isRatable, itemOf, practiceReducer, type Practice } from "./session";

export interface PracticeControls {
  practice: Practice;
  /** What the server said of today's cards; null until it has. */
  queue: Queue | null;
  busy: boolean;
  failure: ErrorBody | null;
  /** The queue was read again, because the cards were reviewed elsewhere. */
  stale: boolean;
  /** The tutor cannot be reached: what is done is kept here. */
  here: boolean;
  /** From 0 to 1: how much of the session's time has gone. */
  share: number;
  seconds: number;
  answer: (answer: string | null) => void;
  answerAloud: (recording: Blob) => void;
  /** The answer before the learner as they said it; null when it was typed. */
  take: Blob | null;
  judge: () => void;
  show: () => void;
  rate: (rating: Rating) => void;
  next: () => void;
  skip: () => void;
  undo: () => void;
  finish: () => void;
  retry: () => void;
}

const DEFAULT_MINUTES = 5;

/** A session: what is due first, then exercises about what is needed most, or only about `point`. */
export function usePractice(point: string | null): PracticeControls {
  const [practice, dispatch] = useReducer(practiceReducer, EMPTY_PRACTICE);
  const [queue, setQueue] = useState<Queue | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const [stale, setStale] = useState(false);
  const [here, setHere] = useState(false);
  const [take, setTake] = useState<Blob | null>(null);
  const pocket = usePocket();
  const source = useMemo(() => new PracticeSource(pocket, point), [pocket, point]);
  const working = useRef(false);
  const shownAt = useRef(performance.now());
  const { tasks, phase } = practice;
  const task = tasks[0];
  const item = task ? itemOf(task) : null;
  const minutes = queue?.session_minutes ?? DEFAULT_MINUTES;
  const seconds = useSeconds(phase.name !== "over");
  const share = Math.min(1, seconds / (60 * minutes));
  const timeUp = share >= 1;

  /** One thing at a time: a second press of a key while the first is under way is none. */
  const attempt = useCallback(async (work: () => Promise<void>): Promise<void> => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(toErrorBody(error));
    } finally {
      working.current = false;
      setBusy(false);
    }
  }, []);

  const fill = useCallback(
    () =>
      attempt(async () => {
        const { value, here } = await source.find();
        const { queue, cards, items } = value;
        setQueue(queue);
        setHere(here);
        if (cards.length > 0) dispatch({ type: "cards", cards });
        else dispatch(items.length > 0 ? { type: "items", items } : { type: "finish" });
      }),
    [attempt, source],
  );
  const empty = phase.name === "empty";
  useEffect(() => {
    if (empty) void fill();
  }, [empty, fill]);
  useEffect(() => {
    shownAt.current = performance.now();
  }, [task]);

  const graded = (value: Grade, given: string | null, judged = false): void => {
    setStale(false);
    dispatch({ type: "graded", grade: value, answer: value.transcript ?? given, judged });
  };
  const rate = (rating: Rating): void => {
    if (task?.kind !== "card" || !isRatable(practice)) return;
    // What was said aloud cannot be graded once more from its words.
    const answered = phase.name === "graded" && take === null ? { answer: phase.answer } : null;
    void attempt(async () => {
      try {
        setHere(await source.review(task, rating, performance.now() - shownAt.current, answered));
        dispatch({ type: "rated", rating, timeUp });
      } catch (error) {
        if (!(error instanceof ApiError && ["card_changed", "not_found"].includes(error.body.code))) throw error;
        setStale(true);
        dispatch({ type: "stale" });
      }
    });
  };
  const undo = (): void => {
    void attempt(async () => dispatch({ type: "undone", card: await source.undo() }));
  };

  return {
    practice,
    queue,
    busy,
    failure,
    stale,
    share,
    seconds,
    here,
    answer: (given) => {
      setTake(null);
      if (!task || !item) return;
      void attempt(async () => {
        const { value, here }: Placed<Grade> = await source.grade(task, item, given);
        setHere(here);
        graded(value, given);
      });
    },
    answerAloud: (recording) => {
      setTake(recording);
      if (item) void attempt(async () => graded(await exercisesApi.answerAloud(item.id, recording), null));
    },
    take,
    judge: () => {
      if (phase.name !== "graded" || !task || !item) return;
      void attempt(async () => graded(await source.judge(task, item, phase.answer), phase.answer, true));
    },
    show: () => dispatch({ type: "show" }),
    rate,
    next: () => dispatch({ type: "next", timeUp }),
    skip: () => dispatch({ type: "skip" }),
    undo,
    finish: () => dispatch({ type: "finish" }),
    retry: () => void fill(),
  };
}

/** Seconds since the component appeared, until it stops running. */
function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  const before = useRef(0);
  useEffect(() => {
    if (!running) return;
    const from = performance.now() - 1000 * before.current;
    const timer = setInterval(() => {
      before.current = (performance.now() - from) / 1000;
      setSeconds(before.current);
    }, 1000);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}
