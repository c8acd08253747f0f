/** What the events of a turn do to the messages on the screen. */
import type { Message, Problem, TurnEvent } from "./types";

export const LOCAL = "local";

export interface Thread {
  messages: Message[];
  turnId: string | null; // under way
  notices: { code: string; message: string }[];
  hint: Problem | null; // a turn that came to nothing, such as silence
}

export const emptyThread: Thread = { messages: [], turnId: null, notices: [], hint: null };

export type Action =
  | { type: "opened"; messages: Message[]; turnId: string | null }
  | { type: "sent"; text: string; replaces: string | null }
  | { type: "unsent"; messages: Message[] }
  | { type: "event"; event: TurnEvent }
  | { type: "translated"; id: string; text: string }
  | { type: "dismissed"; id: string; start: number };

export function blank(role: Message["role"], id: string, turn_id: string | null): Message {
  return {
    id,
    turn_id,
    role,
    text: "",
    state: "pending",
    transcript: null,
    recording_url: null,
    speech_url: null,
    corrections: [],
    corrected_text: null,
    translation: null,
    usage: null,
    model: null,
    engine: null,
    error: null,
  };
}

export function reduce(thread: Thread, action: Action): Thread {
  switch (action.type) {
    case "opened":
      return { ...emptyThread, messages: action.messages, turnId: action.turnId };
    case "sent": {
      const cut = thread.messages.findIndex((m) => m.id === action.replaces);
      const kept = cut < 0 ? thread.messages : thread.messages.slice(0, cut);
      const said = { ...blank("learner", LOCAL, null), text: action.text };
      return { messages: [...kept, said], turnId: null, notices: [], hint: null };
    }
    case "unsent":
      return { ...thread, messages: action.messages, turnId: null };
    case "translated":
      return change(thread, action.id, { translation: action.text });
    case "dismissed":
      return {
        ...thread,
        messages: thread.messages.map((m) =>
          m.id === action.id ? { ...m, corrections: m.corrections.filter((c) => c.start !== action.start) } : m,
        ),
      };
    case "event":
      return onEvent(thread, action.event);
  }
}

function change(thread: Thread, id: string, patch: Partial<Message>): Thread {
  return { ...thread, messages: thread.messages.map((m) => (m.id === id ? { ...m, ...patch } : m)) };
}

function onEvent(thread: Thread, event: TurnEvent): Thread {
  if (event.name === "start") {
    const { turn_id, user_message_id, assistant_message_id, model, engine } = event.data;
    const at = thread.messages.findIndex((m) => m.id === LOCAL || m.id === user_message_id);
    const before = at < 0 ? thread.messages.filter((m) => m.id !== assistant_message_id) : thread.messages.slice(0, at);
    const said = { ...(thread.messages[at] ?? blank("learner", user_message_id, turn_id)), id: user_message_id, turn_id };
    const reply = { ...blank("tutor", assistant_message_id, turn_id), model, engine };
    return { ...thread, messages: [...before, said, reply], turnId: turn_id, notices: [], hint: null };
  }
  const reply = thread.messages[thread.messages.length - 1];
  const said = thread.messages[thread.messages.length - 2];
  if (!reply || reply.role !== "tutor") return event.name === "error" ? { ...thread, turnId: null, hint: event.data } : thread;
  switch (event.name) {
    case "transcript": {
      const { text, words, duration_s } = event.data;
      if (!said) return thread;
      const recording_url = `/api/messages/${said.id}/recording`;
      return change(thread, said.id, { text, transcript: { words, duration_s }, recording_url, state: "complete" });
    }
    case "token":
      return change(thread, reply.id, { text: reply.text + event.data.text });
    case "notice":
      return { ...thread, notices: [...thread.notices, event.data] };
    case "done": {
      const { text, usage, speech_url, stopped, corrections, corrected_text, learner_text } = event.data;
      const speaks = text.trim() ? speech_url : null;
      const ended = change(thread, reply.id, { text, usage, speech_url: speaks, state: stopped ? "stopped" : "complete" });
      if (!said) return { ...ended, turnId: null };
      const patch: Partial<Message> = { text: learner_text, corrections, corrected_text, state: "complete" };
      return { ...change(ended, said.id, patch), turnId: null };
    }
    case "error": {
      const { text, ...problem } = event.data;
      if (problem.code === "nothing_heard") {
        const messages = thread.messages.filter((m) => m !== reply && m !== said);
        return { ...thread, messages, turnId: null, hint: problem };
      }
      const failed = change(thread, reply.id, { text, error: problem, state: "failed" });
      return { ...(said ? change(failed, said.id, { state: "complete" }) : failed), turnId: null };
    }
  }
}
