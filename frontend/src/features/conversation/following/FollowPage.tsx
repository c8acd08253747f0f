import "../thread.css";
import { type Followed, followingApi } from "./api";
import type { ErrorBody, LevelId } from "../../../shared/wire/types";
import { useCallback, useLayoutEffect, useReducer, useRef, useState } from "react";
import { parseEvent } from "../turnStream";
import { useLive } from "../../../shared/wire/useLive";
import { shortDate } from "../../../shared/i18n/format";
import { EMPTY_THREAD, threadReducer, type ThreadMessage } from "../thread";
import { common } from "../../../shared/i18n/common";
import { strings as threadStrings } from "../strings";
import { strings } from "./strings";
import { HintForm } from "./HintForm";
import { CorrectedText } from "../../corrections/CorrectedText";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Waiting } from "../../../shared/ui/Waiting";
import { useTitle } from "../../../shared/ui/useTitle";

type Ending = { over: true } | { over: false; error: ErrorBody };

/** What guests are not told. */
const HIDDEN = {
  recording_url: null,
  speech_url: null,
  translation: null,
  sources: [],
  usage: null,
  model: null,
  engine: null,
  why: null,
};

/** Somebody else's conversation as it goes on: to read along, and nothing else. */
export default function FollowPage({ token, teaches }: { token: string; teaches: boolean }) {
  const [followed, setFollowed] = useState<Followed | null>(null);
  const [thread, dispatch] = useReducer(threadReducer, EMPTY_THREAD);
  const [lost, setLost] = useState(false);
  const [ending, setEnding] = useState<Ending | null>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const open = useCallback((signal: AbortSignal) => followingApi.asGuest(token, signal), [token]);
  useLive(ending ? null : open, {
    onEvent: ({ name, data }) => {
      if (name === "end") setEnding({ over: true });
      else if (name === "conversation") {
        const read = JSON.parse(data) as Followed;
        setFollowed(read);
        dispatch({ type: "loaded", conversation: { messages: read.messages.map((told) => ({ ...HIDDEN, ...told })) } });
        if (read.active_turn_id) dispatch({ type: "following", turnId: read.active_turn_id });
      } else {
        const event = parseEvent(name, data);
        if (event) dispatch({ type: "event", event });
      }
    },
    onLost: setLost,
    onRefused: (error) => setEnding({ over: false, error }),
  });
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [thread.messages, followed, ending]);
  const text = strings.follow;
  const title = followed ? text.title(followed.learner) : text.untitled;
  useTitle(title);
  return (
    <div
      ref={scroll}
      className="thread followed"
      role="log"
      aria-label={title}
      tabIndex={0}
      data-testid="followed"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
      }}
    >
      <div className="thread-column">
        {followed && (
          <header>
            <h1>{title}</h1>
            <p className="quiet">
              {followed.title} · {followed.level}
              {!ending && ` · ${text.text(shortDate(followed.until))}`}
            </p>
          </header>
        )}
        {!followed && !ending && <p className="quiet">{common.loading}</p>}
        {followed &&
          thread.messages.map((message) => (
            <Read
              key={message.key}
              message={message}
              level={followed.level}
              learner={followed.learner || text.learner}
              streaming={!ending && thread.turn?.tutorKey === message.key}
            />
          ))}
        {followed && teaches && !ending && <HintForm token={token} />}
        {lost && !ending && <p className="note">{text.lost}</p>}
        {ending?.over && (
          <p className="note" role="status" data-testid="follow-ended">
            {text.ended}
          </p>
        )}
        {ending?.over === false && <ErrorNote message={ending.error.message} action={ending.error.action} />}
      </div>
    </div>
  );
}

interface ReadProps {
  message: ThreadMessage;
  level: LevelId;
  learner: string;
  streaming: boolean;
}

function Read({ message, level, learner, streaming }: ReadProps) {
  const { role, text, state, corrections, transcript, id } = message;
  if (role === "learner") {
    return (
      <article className="message learner" data-testid="message-learner" data-state={state} aria-label={learner}>
        <div className="bubble">
          {text === "" ? (
            <p className="quiet listening">{threadStrings.thread.hearing}</p>
          ) : (
            <CorrectedText
              text={text}
              corrections={corrections}
              words={transcript?.words ?? []}
              messageId={id}
              recordingUrl={null}
              level={level}
              onDismiss={null}
            />
          )}
        </div>
      </article>
    );
  }
  return (
    <article
      className="message tutor"
      data-testid="message-tutor"
      data-state={state}
      aria-label={threadStrings.thread.tutor}
      aria-busy={streaming}
    >
      {text === "" && streaming ? (
        <Waiting queue={null} />
      ) : (
        <p className="tutor-text" lang="es">
          {text}
          {streaming && <span className="cursor" aria-hidden="true" />}
        </p>
      )}
      {state === "stopped" && <p className="quiet ending">{threadStrings.thread.stopped}</p>}
      {state === "failed" && <p className="quiet ending">{threadStrings.thread.failed}</p>}
    </article>
  );
}
