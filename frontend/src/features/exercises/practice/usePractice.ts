import { cardsApi, type Queue, type Rating } from "../../cards/api";
import { exercisesApi, type Grade } from "../api";
import { ApiError, toErrorBody } from "../../../shared/wire/http";
import type { ErrorBody } from "../../../shared/wire/types";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { EMPTY_PRACTICE, isRatable, itemOf, practiceReducer, type Practice } from "./session";

export interface PracticeControls {
  practice: Practice;
  /** What the server said of today's cards; null until it has. */
  queue: Queue | null;
  busy: boolean;
  failure: ErrorBody | null;
  /** The queue was read again, because the cards were reviewed elsewhere. */
  stale: boolean;
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
  const [take, setTake] = useState<Blob | null>(null);
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
        const read = await cardsApi.queue();
        setQueue(read);
        const cards = point === null ? read.cards : [];
        if (cards.length > 0) dispatch({ type: "cards", cards });
        else dispatch({ type: "items", items: await exercisesApi.items(point) });
      }),
    [attempt, point],
  );
  const empty = phase.name === "empty";
  useEffect(() => {
    if (empty) void fill();
  }, [empty, fill]);
  useEffect(() => {
    shownAt.current = performance.now();
  }, [task]);

  const grade = (given: string | null, ask: () => Promise<Grade>, judged = false): void => {
    setStale(false);
    void attempt(async () => {
      const graded = await ask();
      dispatch({ type: "graded", grade: graded, answer: graded.transcript ?? given, judged });
    });
  };
  const rate = (rating: Rating): void => {
    if (task?.kind !== "card" || !isRatable(practice)) return;
    void attempt(async () => {
      try {
        await cardsApi.review(task.card, rating, Math.round(performance.now() - shownAt.current));
        dispatch({ type: "rated", rating, timeUp });
      } catch (error) {
        if (!(error instanceof ApiError && ["card_changed", "not_found"].includes(error.body.code))) throw error;
        setStale(true);
        dispatch({ type: "stale" });
      }
    });
  };
  const undo = (): void => {
    void attempt(async () => dispatch({ type: "undone", card: await cardsApi.undo() }));
  };

  return {
    practice,
    queue,
    busy,
    failure,
    stale,
    share,
    seconds,
    answer: (given) => {
      setTake(null);
      if (item) grade(given, () => exercisesApi.answer(item.id, given));
    },
    answerAloud: (recording) => {
      setTake(recording);
      if (item) grade(null, () => exercisesApi.answerAloud(item.id, recording));
    },
    take,
    judge: () => {
      if (phase.name === "graded" && item) grade(phase.answer, () => exercisesApi.answer(item.id, phase.answer, true), true);
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
