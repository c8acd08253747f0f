import { type QueuePlace, queuePlace } from "../../shared/wire/queue";
import { recordingUrl } from "./api";
import type { Correction, ErrorBody, Message, TurnEvent } from "../../shared/wire/types";

export interface Notice {
  code: string;
  message: string;
  /** Words that the learner now gets right. */
  forms?: string[];
}

/** A message as shown: `key` stays the same when the server gives the message its id. */
export interface ThreadMessage extends Omit<Message, "sent_as" | "error" | "original_text" | "reply_level"> {
  key: string;
  error: ErrorBody | null;
  notices: Notice[];
  /** Why this could not be sent at all; the learner may retry. */
  sendError: ErrorBody | null;
}

export interface ActiveTurn {
  turnId: string | null;
  learnerKey: string;
  tutorKey: string | null;
  /** The thread as it was, to go back to when the server refuses. */
  before: ThreadMessage[];
  stopping: boolean;
  lost: boolean;
  /** The reply is there; the corrections may not be. */
  whole: boolean;
  /** Others are before this turn at an engine. */
  queue: QueuePlace | null;
}

export interface Thread {
  messages: ThreadMessage[];
  turn: ActiveTurn | null;
  /** What went wrong with a regeneration or a stop, shown at the end of the thread. */
  error: ErrorBody | null;
}

export type ThreadAction =
  | { type: "loaded"; conversation: { messages: Told[] } }
  | { type: "queued"; key: string; text: string; recordingUrl: string | null }
  | { type: "sent"; key: string; text: string; recordingUrl: string | null; replaces?: string }
  | { type: "sendFailed"; key: string; error: ErrorBody }
  | { type: "unsent"; key: string; text: string; recordingUrl: string | null; error: ErrorBody }
  | { type: "discarded"; key: string }
  | { type: "regenerating" }
  | { type: "following"; turnId: string }
  | { type: "event"; event: TurnEvent }
  | { type: "turnFailed"; error: ErrorBody }
  | { type: "stopping"; stopping: boolean }
  | { type: "lost"; lost: boolean }
  | { type: "failed"; error: ErrorBody | null }
  /** What the learner makes of a correction: unneeded, or what they meant. */
  | { type: "judged"; messageId: string; correction: Correction; as: Pick<Correction, "dismissed"> | Pick<Correction, "certainty"> }
  | { type: "translated"; messageId: string; text: string };

/** Notices about what the learner said; all others are about the reply. */
const ABOUT_LEARNER = new Set(["corrections_slow", "corrections_failed"]);

export const EMPTY_THREAD: Thread = { messages: [], turn: null, error: null };

/** What is told of a message at least. */
type Told = Omit<Message, "sent_as" | "original_text" | "reply_level">;

export function toThreadMessage(message: Told): ThreadMessage {
  return { ...message, key: message.id, notices: [], sendError: null };
}

function blankMessage(role: Message["role"], key: string): ThreadMessage {
  return {
    key,
    id: key,
    turn_id: null,
    role,
    text: "",
    created_at: new Date().toISOString(),
    state: "pending",
    transcript: null,
    recording_url: null,
    speech_url: null,
    corrections: [],
    corrected_text: null,
    translation: null,
    glosses: [],
    sources: [],
    usage: null,
    model: null,
    engine: null,
    why: null,
    error: null,
    notices: [],
    sendError: null,
  };
}

export function threadReducer(thread: Thread, action: ThreadAction): Thread {
  switch (action.type) {
    case "loaded":
      return { messages: action.conversation.messages.map(toThreadMessage), turn: null, error: null };
    case "queued":
      return { ...thread, messages: [...without(thread, action.key), newLearnerMessage(action)] };
    case "sent": {
      const before = without(thread, action.key);
      const from = action.replaces ? before.findIndex((message) => message.id === action.replaces) : -1;
      const learner = newLearnerMessage(action);
      const kept = before.filter((message, index) => from < 0 || index < from || message.sendError !== null);
      return {
        messages: [...kept, learner],
        turn: newTurn(before, action.key),
        error: null,
      };
    }
    case "unsent": {
      const learner = { ...newLearnerMessage(action), state: "failed" as const, sendError: action.error };
      return { ...thread, messages: [...without(thread, action.key), learner] };
    }
    case "sendFailed": {
      if (thread.turn?.learnerKey !== action.key) return thread;
      const { before, learnerKey } = thread.turn;
      const unsent = thread.messages.find((message) => message.key === learnerKey);
      const kept = unsent ? [{ ...unsent, state: "failed" as const, sendError: action.error }] : [];
      return { messages: [...before, ...kept], turn: null, error: null };
    }
    case "discarded":
      return { ...thread, messages: without(thread, action.key) };
    case "regenerating": {
      const learner = thread.messages.findLast((message) => message.role === "learner");
      if (!learner) return thread;
      const upTo = thread.messages.indexOf(learner) + 1;
      return {
        messages: thread.messages.slice(0, upTo),
        turn: newTurn(thread.messages, learner.key),
        error: null,
      };
    }
    case "following": {
      const learner = thread.messages.findLast((message) => message.role === "learner");
      const turn = { ...newTurn(thread.messages, learner?.key ?? ""), turnId: action.turnId };
      return { ...thread, turn };
    }
    case "event":
      return thread.turn ? applyEvent(inQueue(thread, action.event), thread.turn, action.event) : thread;
    case "turnFailed": {
      if (!thread.turn) return thread;
      const { tutorKey, before } = thread.turn;
      if (!tutorKey) return { messages: before, turn: null, error: action.error };
      return {
        ...edit(thread, tutorKey, { state: "failed", error: action.error }),
        turn: null,
      };
    }
    case "stopping":
      return thread.turn ? { ...thread, turn: { ...thread.turn, stopping: action.stopping } } : thread;
    case "lost":
      return thread.turn ? { ...thread, turn: { ...thread.turn, lost: action.lost } } : thread;
    case "failed":
      return { ...thread, error: action.error };
    case "judged":
      return {
        ...thread,
        messages: thread.messages.map((message) =>
          message.id === action.messageId
            ? {
                ...message,
                corrections: message.corrections.map((other) =>
                  isSame(other, action.correction) ? { ...other, ...action.as } : other,
                ),
              }
            : message,
        ),
      };
    case "translated":
      return {
        ...thread,
        messages: thread.messages.map((message) =>
          message.id === action.messageId ? { ...message, translation: action.text } : message,
        ),
      };
  }
}

function isSame(one: Correction, other: Correction): boolean {
  return one.start === other.start && one.end === other.end && one.replacement === other.replacement;
}

function newTurn(before: ThreadMessage[], learnerKey: string): ActiveTurn {
  return { turnId: null, learnerKey, tutorKey: null, before, stopping: false, lost: false, whole: false, queue: null };
}

function newLearnerMessage(said: { key: string; text: string; recordingUrl: string | null }): ThreadMessage {
  return { ...blankMessage("learner", said.key), text: said.text, recording_url: said.recordingUrl };
}

function without(thread: Thread, key: string): ThreadMessage[] {
  return thread.messages.filter((message) => message.key !== key);
}

function edit(thread: Thread, key: string | null, change: Partial<ThreadMessage>): Thread {
  return {
    ...thread,
    messages: thread.messages.map((message) => (message.key === key ? { ...message, ...change } : message)),
  };
}

/** Any event but another `queue` says that the wait is over. */
function inQueue(thread: Thread, event: TurnEvent): Thread {
  if (!thread.turn) return thread;
  const queue = event.type === "queue" ? queuePlace(event) : null;
  return { ...thread, turn: { ...thread.turn, queue } };
}

function applyEvent(thread: Thread, turn: ActiveTurn, event: TurnEvent): Thread {
  const tutor = thread.messages.find((message) => message.key === turn.tutorKey);
  switch (event.type) {
    case "start":
      return applyStart(thread, turn, event);
    case "transcript": {
      const { text, words, language, duration_s, unsure = false } = event;
      const learner = thread.messages.find(({ key }) => key === turn.learnerKey);
      return edit(thread, turn.learnerKey, {
        text,
        transcript: { text, words, language, duration_s, unsure: unsure ?? false },
        // What was said in a call the page has sent, but does not have.
        recording_url: learner?.recording_url ?? (learner ? recordingUrl(learner.id) : null),
      });
    }
    case "queue":
      return thread;
    case "sources":
      return edit(thread, turn.tutorKey, { sources: event.sources });
    case "token":
      return edit(thread, turn.tutorKey, { text: (tutor?.text ?? "") + event.text });
    case "notice": {
      // Only of what the learner got over, and therefore in no schema of notices.
      const { code, message, forms } = event as typeof event & Pick<Notice, "forms">;
      const key = ABOUT_LEARNER.has(code) ? turn.learnerKey : turn.tutorKey;
      const notices = thread.messages.find((message) => message.key === key)?.notices ?? [];
      return edit(thread, key, { notices: [...notices, { code, message, ...(forms && { forms }) }] });
    }
    case "speech": {
      const { text, speech_url } = event;
      return { ...edit(thread, turn.tutorKey, { text, speech_url }), turn: { ...turn, whole: true } };
    }
    case "done": {
      const learner = thread.messages.find((message) => message.key === turn.learnerKey);
      const withLearner = edit(thread, turn.learnerKey, {
        state: "complete",
        text: event.learner_text ?? learner?.text ?? "",
        corrections: event.corrections,
        // Of what was asked in another language nobody says that it had no mistakes.
        corrected_text: event.switched && event.corrections.length === 0 ? null : event.corrected_text,
      });
      const finished = edit(withLearner, turn.tutorKey, {
        state: event.stopped ? "stopped" : "complete",
        text: event.text || (tutor?.text ?? ""),
        usage: event.usage,
        speech_url: event.speech_url,
        glosses: event.glosses ?? [],
      });
      return { ...finished, turn: null };
    }
    case "error": {
      const { code, message, action, retryable } = event;
      if (code === "nothing_heard") {
        // The server has taken the silent recording out of the conversation.
        const others = thread.messages.filter(({ key }) => key !== turn.learnerKey && key !== turn.tutorKey);
        return { messages: others, turn: null, error: { code, message, action, retryable: false } };
      }
      const withLearner = edit(thread, turn.learnerKey, { state: "complete" });
      const failed = edit(withLearner, turn.tutorKey, {
        state: "failed",
        text: event.text || (tutor?.text ?? ""),
        error: { code, message, action, retryable },
      });
      return { ...failed, turn: null, error: turn.tutorKey ? null : { code, message, action, retryable } };
    }
  }
}

/** Gives the learner's bubble its id and puts an empty reply after it; a reply that is followed again starts over. */
function applyStart(thread: Thread, turn: ActiveTurn, event: Extract<TurnEvent, { type: "start" }>): Thread {
  const known = thread.messages.find((message) => message.id === event.user_message_id);
  const learnerKey = known?.key ?? turn.learnerKey;
  const earlier = thread.messages.find((message) => message.id === event.assistant_message_id);
  const tutor: ThreadMessage = {
    ...blankMessage("tutor", earlier?.key ?? event.assistant_message_id),
    id: event.assistant_message_id,
    turn_id: event.turn_id,
    model: event.model,
    engine: event.engine,
    why: event.why,
  };
  const others = thread.messages.filter((message) => message !== earlier);
  const at = others.findIndex((message) => message.key === learnerKey);
  const learner = others[at];
  // What waits to be sent stays below the reply.
  const messages = learner
    ? [...others.slice(0, at), { ...learner, id: event.user_message_id, turn_id: event.turn_id }, tutor, ...others.slice(at + 1)]
    : [...others, tutor];
  return {
    ...thread,
    messages,
    turn: { ...turn, turnId: event.turn_id, learnerKey, tutorKey: tutor.key, lost: false, whole: false, queue: null },
  };
}
