import { describe, expect, it } from "vitest";

import { replaceSpan, segments } from "./offsets";
import { readEvents } from "./stream";
import { blank, emptyThread, LOCAL, reduce, type Thread } from "./turn";
import type { Correction, TurnEvent } from "./types";
import { stillThere } from "./useLiveCorrections";
import { WavReader } from "./wav";

describe("offsets", () => {
  it("count code points, not UTF-16 units", () => {
    const text = "😀 la problema";
    expect(segments(text, [{ start: 2, end: 4 }]).map((s) => s.text)).toEqual(["😀 ", "la", " problema"]);
    expect(replaceSpan(text, { start: 2, end: 4 }, "el")).toBe("😀 el problema");
  });
  it("leave out spans that do not fit the text", () => {
    const pieces = segments("hola", [{ start: 3, end: 9 }, { start: 0, end: 1 }]);
    expect(pieces.map((s) => s.text).join("")).toBe("hola");
  });
});

function wav(samples: number[], dataSize: number): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string) => [...text].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  tag(0, "RIFF"); view.setUint32(4, dataSize, true); tag(8, "WAVE"); tag(12, "fmt "); view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, 24000, true);
  tag(36, "data"); view.setUint32(40, dataSize, true);
  samples.forEach((s, i) => view.setInt16(44 + i * 2, s, true));
  return bytes;
}

describe("WavReader", () => {
  it.each([1, 2, 7, 43, 45, 1000])("reads the same samples in pieces of %i bytes", (size) => {
    const bytes = wav([0, 16384, -32768, 5], 0xffffffff);
    const reader = new WavReader();
    const heard: number[] = [];
    for (let at = 0; at < bytes.length; at += size) heard.push(...reader.push(bytes.subarray(at, at + size)));
    expect(reader.sampleRate).toBe(24000);
    expect(heard).toEqual([0, 0.5, -1, 5 / 32768]);
  });
});

const wire = 'id: 1\nevent: start\ndata: {"turn_id":"t"}\n\n: ping\n\nid: 3\nevent: token\ndata: {"text":"¡Olé! 😀"}\n\n';

describe("readEvents", () => {
  it.each([1, 3, 17, 999])("reads events cut into pieces of %i bytes", async (size) => {
    const bytes = new TextEncoder().encode(wire);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const events: TurnEvent[] = [];
    for await (const event of readEvents(body)) events.push(event);
    expect(events).toEqual([
      { seq: 1, name: "start", data: { turn_id: "t" } },
      { seq: 3, name: "token", data: { text: "¡Olé! 😀" } },
    ]);
  });
});

const start: TurnEvent = {
  seq: 1,
  name: "start",
  data: {
    turn_id: "t", conversation_id: "c", user_message_id: "u", assistant_message_id: "a",
    model: "m", engine: "e", level: "A2", why: "",
  },
};
const done: TurnEvent = {
  seq: 4,
  name: "done",
  data: {
    text: "Muy bien.", learner_text: "Hola", corrections: [], corrected_text: "Hola", usage: null,
    speech_url: "/s", stopped: false,
  },
};
const play = (thread: Thread, ...events: TurnEvent[]) =>
  events.reduce((t, event) => reduce(t, { type: "event", event }), thread);

describe("a turn on the screen", () => {
  const sent = reduce(emptyThread, { type: "sent", text: "Hola", replaces: null });

  it("takes the learner's line over from the page to the server", () => {
    expect(sent.messages.map((m) => m.id)).toEqual([LOCAL]);
    const ended = play(sent, start, { seq: 2, name: "token", data: { text: "Muy " } },
      { seq: 3, name: "token", data: { text: "bien." } }, done);
    expect(ended.messages.map((m) => [m.id, m.text, m.state])).toEqual([
      ["u", "Hola", "complete"],
      ["a", "Muy bien.", "complete"],
    ]);
    expect(ended.turnId).toBeNull();
  });

  it("replaces the reply when it is regenerated, and replays into the same messages", () => {
    const once = play(sent, start, done);
    expect(play(once, start, done).messages).toHaveLength(2);
  });

  it("keeps the partial text and the error", () => {
    const error: TurnEvent = {
      seq: 3, name: "error",
      data: { code: "engine_failed", message: "m", action: "a", retryable: true, text: "Muy" },
    };
    const failed = play(sent, start, error);
    expect(failed.messages.at(-1)).toMatchObject({ text: "Muy", state: "failed", error: { code: "engine_failed" } });
  });

  it("takes a silent recording away and says so", () => {
    const nothing: TurnEvent = {
      seq: 2, name: "error",
      data: { code: "nothing_heard", message: "m", action: "a", retryable: true, text: "" },
    };
    const after = play(sent, start, nothing);
    expect(after.messages).toEqual([]);
    expect(after.hint?.code).toBe("nothing_heard");
  });

  it("cuts the thread at an edited message", () => {
    const messages = [blank("learner", "1", null), blank("tutor", "2", null), blank("learner", "3", null)];
    const edited = reduce({ ...emptyThread, messages }, { type: "sent", text: "Otra", replaces: "3" });
    expect(edited.messages.map((m) => m.id)).toEqual(["1", "2", LOCAL]);
  });
});

describe("underlines while typing", () => {
  const c = { start: 3, end: 5, original: "la", replacement: "el" } as Correction;
  it("stay where the text around them changes, and go where they do", () => {
    expect(stillThere("de la problema", [c], "de la problema hoy")).toEqual([c]);
    expect(stillThere("de la problema", [c], "que de la problema")).toEqual([{ ...c, start: 7, end: 9 }]);
    expect(stillThere("de la problema", [c], "de las problema")).toEqual([]);
    expect(stillThere("de la problema", [c], "de el problema")).toEqual([]);
  });
});
