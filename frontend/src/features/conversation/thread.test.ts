import { correction, message as sampleMessage } from "../../shared/wire/samples";
import type { Conversation, Message, Schemas, TurnEvent } from "../../shared/wire/types";
import { describe, expect, it } from "vitest";
import { EMPTY_THREAD, threadReducer, type Thread, type ThreadAction } from "./thread";

const FAILURE: Schemas["ErrorBody"] = { code: "llm_failed", message: "No", action: "Again", retryable: true };

function message(id: string, role: Message["role"], text: string, turnId: string | null = null): Message {
  return sampleMessage({ id, role, text, turn_id: turnId });
}

function loaded(messages: Message[]): Thread {
  const conversation = { id: "c", messages, active_turn_id: null } as unknown as Conversation;
  return threadReducer(EMPTY_THREAD, { type: "loaded", conversation });
}

function play(thread: Thread, ...actions: ThreadAction[]): Thread {
  return actions.reduce(threadReducer, thread);
}

function event(value: TurnEvent): ThreadAction {
  return { type: "event", event: value };
}

function start(turnId: string, user: string, assistant: string): ThreadAction {
  return event({
    type: "start",
    turn_id: turnId,
    conversation_id: "c",
    user_message_id: user,
    assistant_message_id: assistant,
    model: "m",
    engine: "e",
    level: "A2",
    why: "",
  });
}

function done(text: string, more: Partial<Extract<TurnEvent, { type: "done" }>> = {}): ThreadAction {
  return event({
    type: "done",
    text,
    corrections: [],
    corrected_text: "Hola",
    original_text: null,
    learner_text: "Hola",
    glosses: [],
    reply_level: null,
    usage: null,
    speech_url: "/speech",
    stopped: false,
    switched: false,
    goals: [],
    scene_over: false,
    ...more,
  });
}

const texts = (thread: Thread): string[] => thread.messages.map((shown) => shown.text);
const opening = message("m0", "tutor", "¡Hola!");
const sent: ThreadAction = { type: "sent", key: "local", text: "Hola", recordingUrl: null };

describe("threadReducer", () => {
  it("carries a turn from the learner's bubble to the finished reply", () => {
    const streaming = play(
      loaded([opening]),
      sent,
      start("t1", "u1", "a1"),
      event({ type: "token", text: "Muy " }),
      event({ type: "token", text: "bien" }),
    );
    expect(texts(streaming)).toEqual(["¡Hola!", "Hola", "Muy bien"]);
    expect(streaming.turn?.turnId).toBe("t1");
    const whole = play(streaming, event({ type: "speech", text: "Muy bien.", speech_url: "/speech" }));
    expect(whole.messages[2]).toMatchObject({ text: "Muy bien.", speech_url: "/speech", state: "pending" });
    expect(whole.turn).toMatchObject({ turnId: "t1", whole: true });
    const finished = play(whole, done("Muy bien."));
    expect(texts(finished)).toEqual(["¡Hola!", "Hola", "Muy bien."]);
    expect(finished.turn).toBeNull();
    expect(finished.messages.map(({ id, key, state }) => [id, key, state])).toEqual([
      ["m0", "m0", "complete"],
      ["u1", "local", "complete"],
      ["a1", "a1", "complete"],
    ]);
    expect(finished.messages[2]?.speech_url).toBe("/speech");
  });

  it("fills the bubble of a recording with its transcript", () => {
    const words = [{ text: "Hola", start: 0, end: 1, probability: 0.4 }];
    const thread = play(
      loaded([]),
      { type: "sent", key: "local", text: "", recordingUrl: "blob:x" },
      start("t1", "u1", "a1"),
      event({ type: "transcript", text: "Hola", words, language: "es", duration_s: 1 }),
    );
    expect(thread.messages[0]).toMatchObject({ text: "Hola", recording_url: "blob:x", transcript: { words } });
  });

  it("names the passages of a document under the reply", () => {
    const source = { document_id: "d", title: "Cuentos", position: 3, page: null, section: "", text: "Hola." };
    const thread = play(
      loaded([opening]),
      sent,
      start("t1", "u1", "a1"),
      event({ type: "sources", sources: [source] }),
      event({ type: "token", text: "¡Hola!" }),
      done("¡Hola!"),
    );
    expect(thread.messages.map(({ sources }) => sources.length)).toEqual([0, 0, 1]);
    expect(thread.messages[2]?.sources[0]).toEqual(source);
  });

  it("keeps what was replaced until the server takes the new turn", () => {
    const full = loaded([
      opening,
      message("u1", "learner", "Uno", "t1"),
      message("a1", "tutor", "Dos", "t1"),
    ]);
    const replacing = play(full, { ...sent, text: "Nuevo", replaces: "u1" } as ThreadAction);
    expect(texts(replacing)).toEqual(["¡Hola!", "Nuevo"]);
    const refused = play(replacing, { type: "sendFailed", key: "local", error: FAILURE });
    expect(texts(refused)).toEqual(["¡Hola!", "Uno", "Dos", "Nuevo"]);
    expect(refused.messages[3]?.sendError).toEqual(FAILURE);
    expect(refused.turn).toBeNull();
    expect(texts(play(refused, { type: "discarded", key: "local" }))).toEqual(["¡Hola!", "Uno", "Dos"]);
  });

  it("keeps an unsent message while another one is sent", () => {
    const refused = play(loaded([opening]), sent, { type: "sendFailed", key: "local", error: FAILURE });
    const next = play(refused, { type: "sent", key: "second", text: "Otra", recordingUrl: null });
    expect(texts(next)).toEqual(["¡Hola!", "Hola", "Otra"]);
  });

  it("puts another reply in the place of the last, or back when refused", () => {
    const full = loaded([message("u1", "learner", "Uno", "t1"), message("a1", "tutor", "Dos", "t1")]);
    const asking = play(full, { type: "regenerating" });
    expect(texts(asking)).toEqual(["Uno"]);
    const renewed = play(asking, start("t2", "u1", "a2"), event({ type: "token", text: "Tres" }), done("Tres", { learner_text: "Uno" }));
    expect(texts(renewed)).toEqual(["Uno", "Tres"]);
    const refused = play(asking, { type: "turnFailed", error: FAILURE });
    expect(texts(refused)).toEqual(["Uno", "Dos"]);
    expect(refused.error).toEqual(FAILURE);
  });

  it("starts a reply over when a running turn is followed from its start", () => {
    const half = { ...message("a1", "tutor", "Muy b", "t1"), state: "pending" as const };
    const thread = play(
      loaded([message("u1", "learner", "Hola", "t1"), half]),
      { type: "following", turnId: "t1" },
      start("t1", "u1", "a1"),
      event({ type: "token", text: "Muy bien" }),
    );
    expect(texts(thread)).toEqual(["Hola", "Muy bien"]);
  });

  it("keeps the partial text of a stopped and of a failed reply", () => {
    const streaming = play(loaded([]), sent, start("t1", "u1", "a1"), event({ type: "token", text: "Muy" }));
    expect(play(streaming, done("Muy", { stopped: true })).messages[1]).toMatchObject({ text: "Muy", state: "stopped" });
    const failed = play(streaming, event({ type: "error", ...FAILURE, text: "" }));
    expect(failed.messages[1]).toMatchObject({ text: "Muy", state: "failed", error: FAILURE });
    expect(failed.turn).toBeNull();
  });

  it("dismisses one correction, leaves the others, and can take it back", () => {
    const first = correction({ start: 0, end: 1 });
    const second = correction({ start: 1, end: 2 });
    const thread = loaded([{ ...message("u1", "learner", "abc"), corrections: [first, second] }]);
    const dismissedOf = (shown: Thread) => shown.messages[0]?.corrections.map(({ dismissed }) => dismissed);
    const left = play(thread, { type: "judged", messageId: "u1", correction: first, as: { dismissed: true } });
    expect(dismissedOf(left)).toEqual([true, false]);
    const back = play(left, { type: "judged", messageId: "u1", correction: first, as: { dismissed: false } });
    expect(dismissedOf(back)).toEqual([false, false]);
  });

  it("takes a silent recording away and says so, with nothing to retry", () => {
    const thread = play(
      loaded([opening]),
      { type: "sent", key: "local", text: "", recordingUrl: "blob:x" },
      start("t1", "u1", "a1"),
      event({ type: "error", ...FAILURE, code: "nothing_heard", text: "" }),
    );
    expect(texts(thread)).toEqual(["¡Hola!"]);
    expect(thread.turn).toBeNull();
    expect(thread.error).toMatchObject({ code: "nothing_heard", retryable: false });
  });

  it("shows what waits to be sent at once, and below the reply that is still running", () => {
    const cutIn = play(
      loaded([opening]),
      sent,
      { type: "queued", key: "second", text: "Espera", recordingUrl: null },
      start("t1", "u1", "a1"),
      event({ type: "token", text: "Muy" }),
    );
    expect(texts(cutIn)).toEqual(["¡Hola!", "Hola", "Muy", "Espera"]);
    const next = play(cutIn, done("Muy", { stopped: true }), { ...sent, key: "second", text: "Espera" } as ThreadAction);
    expect(texts(next)).toEqual(["¡Hola!", "Hola", "Muy", "Espera"]);
  });

  it("tells how many are ahead until anything else happens", () => {
    const queued = play(loaded([]), sent, start("t1", "u1", "a1"), event({ type: "queue", engine: "llm", position: 2, wait_s: 8 }));
    expect(queued.turn?.queue).toEqual({ position: 2, waitS: 8 });
    expect(play(queued, event({ type: "token", text: "Muy" })).turn?.queue).toBeNull();
  });
});
