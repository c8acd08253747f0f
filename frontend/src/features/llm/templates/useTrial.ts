import { templatesApi, type Trial } from "./api";
import { inPageLanguage } from "../../../shared/errors/inPageLanguage";
import { networkError, toErrorBody } from "../../../shared/wire/http";
import { queuePlace, type QueuePlace } from "../../../shared/wire/queue";
import type { AnswerEvent, ErrorBody, Usage } from "../../../shared/wire/types";
import { useCallback, useEffect, useRef, useState } from "react";
import { readEventStream } from "../../../shared/wire/eventStream";

export interface TrialState {
  running: boolean;
  stopped: boolean;
  /** How many are before this learner; null when nobody is. */
  queue: QueuePlace | null;
  text: string;
  /** Who answers, and why. */
  by: { model: string; engine: string; why: string } | null;
  usage: Usage | null;
  failure: ErrorBody | null;
}

const NOTHING: TrialState = {
  running: false,
  stopped: false,
  queue: null,
  text: "",
  by: null,
  usage: null,
  failure: null,
};

/** One answer under a template as it is written; running another, or leaving the page, stops it. */
export function useTrial(): TrialState & { run: (trial: Trial) => Promise<void>; stop: () => void } {
  const [state, setState] = useState(NOTHING);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const run = useCallback(async (trial: Trial) => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    setState({ ...NOTHING, running: true });
    let ended = false;
    try {
      const { body } = await templatesApi.try(trial, signal);
      for await (const { name, data } of readEventStream(body ?? new ReadableStream())) {
        const event = { ...(JSON.parse(data) as object), type: name } as AnswerEvent;
        ended ||= event.type === "done" || event.type === "error";
        if (!signal.aborted) setState((old) => after(old, event));
      }
      if (!ended) throw networkError();
    } catch (error) {
      if (!signal.aborted) setState((old) => ({ ...old, running: false, failure: toErrorBody(error) }));
    }
  }, []);
  const stop = useCallback(() => {
    abort.current?.abort();
    setState((old) => ({ ...old, running: false, stopped: true }));
  }, []);
  return { ...state, run, stop };
}

function after(old: TrialState, event: AnswerEvent): TrialState {
  switch (event.type) {
    case "start":
      return { ...old, by: event };
    case "queue":
      return { ...old, queue: queuePlace(event) };
    case "token":
      return { ...old, text: old.text + event.text };
    case "done":
      return { ...old, running: false, text: event.text, usage: event.usage };
    case "error":
      return { ...old, running: false, failure: inPageLanguage(event) };
  }
}
