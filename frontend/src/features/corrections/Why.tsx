import "../../shared/ui/waiting.css";
import "./corrections.css";
import { correctionsApi } from "./api";
import { inPageLanguage } from "../../shared/errors/inPageLanguage";
import { toErrorBody } from "../../shared/wire/http";
import { queuePlace, type QueuePlace } from "../../shared/wire/queue";
import type { ErrorBody } from "../../shared/wire/types";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { readEventStream } from "../../shared/wire/eventStream";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { Waiting } from "../../shared/ui/Waiting";

interface Props {
  messageId: string;
  /** Null for a correction that the server does not know by id. */
  correctionId: string | null;
  /** What else may be done with the correction; it stands first, so that it does not move when the question goes. */
  children: ReactNode;
}

/** Asks the tutor about one correction; the answer appears as it is written. */
export function Why({ messageId, correctionId, children }: Props) {
  const [answer, setAnswer] = useState("");
  const [asking, setAsking] = useState(false);
  const [queue, setQueue] = useState<QueuePlace | null>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const ask = async (id: string): Promise<void> => {
    const { signal } = (stop.current = new AbortController());
    setAnswer("");
    setFailure(null);
    setAsking(true);
    try {
      const { body } = await correctionsApi.why(messageId, id, signal);
      for await (const { name, data } of readEventStream(body ?? new ReadableStream())) {
        const said = JSON.parse(data) as Partial<ErrorBody> & { text?: string; position?: number; wait_s?: number | null };
        setQueue(name === "queue" ? queuePlace({ position: said.position ?? 0, wait_s: said.wait_s ?? null }) : null);
        if (name === "token") setAnswer((text) => text + (said.text ?? ""));
        if (name === "done") setAnswer((text) => said.text ?? text);
        if (name === "error") setFailure(inPageLanguage({ ...toErrorBody(null), ...said }));
      }
    } catch (error) {
      if (!signal.aborted) setFailure(toErrorBody(error));
    } finally {
      if (!signal.aborted) setAsking(false);
    }
  };

  return (
    <>
      {(answer || asking) && (
        <p className="why" data-testid="why" aria-live="polite" aria-busy={asking}>
          {answer}
          {asking && <span className="cursor" aria-hidden="true" />}
        </p>
      )}
      {asking && queue && <Waiting queue={queue} />}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div className="correction-foot">
        {children}
        {correctionId !== null && !asking && (answer === "" || failure) && (
          <button type="button" className="text-button" data-testid="ask-why" onClick={() => void ask(correctionId)}>
            <Icon name="question" />
            {strings.correction.why}
          </button>
        )}
      </div>
    </>
  );
}
