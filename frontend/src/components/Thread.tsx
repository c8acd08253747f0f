import { useEffect, useRef } from "react";

import { strings } from "../strings";
import type { Message } from "../types";
import type { OpenConversation, Unsent } from "../useConversation";
import { LearnerMessage } from "./LearnerMessage";
import { ProblemNote } from "./ProblemNote";
import { TutorMessage } from "./TutorMessage";

/** How near the end, in pixels, the reader must be for the thread to keep scrolling with the reply. */
const NEAR = 120;

export function Thread(props: { talk: OpenConversation; unsent: Unsent | null; onEdit: (message: Message) => void }) {
  const { talk, unsent } = props;
  const { messages, notices, hint, turnId } = talk.thread;
  const end = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const lastLearner = messages.findLast((m) => m.role === "learner");
  const last = messages.at(-1);

  useEffect(() => {
    if (follows.current) end.current?.scrollIntoView({ block: "end" });
  }, [messages, hint, unsent, notices]);
  useEffect(() => {
    follows.current = true;
  }, [messages.length]);

  return (
    <section
      className="thread"
      ref={frame}
      aria-label={strings.conversations}
      onScroll={({ currentTarget: f }) => {
        follows.current = f.scrollHeight - f.scrollTop - f.clientHeight < NEAR;
      }}
    >
      <div className="column">
        {messages.map((message) =>
          message.role === "learner" ? (
            <LearnerMessage
              key={message.id}
              message={message}
              editable={turnId === null}
              onEdit={() => props.onEdit(message)}
              onDismiss={(start) => talk.dismiss(message.id, start)}
            />
          ) : (
            <TutorMessage
              key={message.id}
              message={message}
              streaming={message.state === "pending"}
              onTranslate={() => talk.translate(message.id)}
              onRegenerate={
                message === last && message.turn_id && message.turn_id === lastLearner?.turn_id && turnId === null
                  ? () => void talk.regenerate(message.turn_id!)
                  : null
              }
            />
          ),
        )}
        {notices.map((notice, i) => (
          <p key={i} className="notice">
            {notice.message}
          </p>
        ))}
        {hint && <ProblemNote problem={hint} />}
        {unsent && (
          <ProblemNote problem={unsent.problem}>
            {unsent.text && (
              <p className="kept" lang="es">
                {unsent.text}
              </p>
            )}
            {unsent.recording && <p>{strings.keep.recording}</p>}
            <button className="primary" onClick={talk.retryUnsent}>
              {strings.keep.retry}
            </button>
            <button className="plain" onClick={talk.discardUnsent}>
              {strings.keep.discard}
            </button>
          </ProblemNote>
        )}
        <div ref={end} className="end" />
      </div>
    </section>
  );
}
