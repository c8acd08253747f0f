import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ListenMessage, Refusal } from "./listen";
import { FRAME } from "./frames";
import { ListenLine, type Link } from "./listenLine";
import { Listener, until } from "./listener";

let listener: Listener;
let line: ListenLine;
let links: Link[];
let messages: ListenMessage[];
let refusals: Refusal[];
let said: number[];
/** Lets a connection that was lost be made again. */
let reconnect: () => void;

function speak(frames: number): void {
  for (let index = 0; index < frames; index += 1) {
    const frame = Int16Array.from({ length: FRAME }, (_, at) => (said.length + at) % 30_000);
    said.push(...frame);
    line.send(frame);
  }
}

beforeEach(async () => {
  listener = await Listener.open();
  [links, messages, refusals, said] = [[], [], [], []];
  line = new ListenLine({
    open: listener.connect,
    onLink: (link) => links.push(link),
    onMessage: (message) => messages.push(message),
    onRefused: (refusal) => refusals.push(refusal),
    wait: () =>
      new Promise((resolve) => {
        reconnect = resolve;
      }),
  });
});
afterEach(() => {
  line.close();
  listener.close();
});

const linked = (link: Link) => until(() => expect(links.at(-1)).toBe(link));
/** By its length first: to tell how long sounds differ takes seconds, each time. */
async function heardAll(): Promise<void> {
  await until(() => expect(listener.heard.length).toBe(said.length));
  expect(listener.heard).toEqual(said);
}

describe("ListenLine", () => {
  it("sends what was said before the line was open, and after", async () => {
    speak(4);
    await linked("open");
    speak(6);
    await until(() => expect(listener.heard.length).toBeGreaterThanOrEqual(9 * FRAME));
    line.end();
    await heardAll();
    await until(() => expect(listener.commands).toEqual([{ type: "end" }]));
  });

  it("goes on after a lost connection with exactly what was missed", async () => {
    await linked("open");
    speak(6);
    await heardAll();
    listener.drop();
    await linked("reconnecting");
    speak(40);
    reconnect();
    await linked("open");
    await heardAll();
    expect(listener.asked).toEqual([null, "1"]);
  });

  it("says the whole utterance again to a server that forgot it", async () => {
    await linked("open");
    listener.say({ type: "voice", on: true });
    await until(() => expect(messages).toContainEqual({ type: "voice", on: true }));
    speak(300); // more than is kept of silence
    await heardAll();
    listener.drop(true);
    await linked("reconnecting");
    speak(3);
    reconnect();
    await linked("open");
    await heardAll();
  });

  it("keeps little of silence", async () => {
    await linked("open");
    speak(300);
    await heardAll();
    listener.drop(true);
    await linked("reconnecting");
    reconnect();
    await linked("open");
    line.end(); // which comes after all that is sent
    await until(() => expect(listener.commands).toEqual([{ type: "end" }]));
    expect(listener.heard.length).toBeGreaterThan(0);
    expect(listener.heard.length).toBeLessThan(6 * 16_000);
    expect(listener.heard).toEqual(said.slice(-listener.heard.length));
  });

  it("forgets what was discarded, on a lost connection too", async () => {
    await linked("open");
    speak(6);
    await heardAll();
    listener.drop();
    await linked("reconnecting");
    speak(6);
    line.discard();
    const before = said.length;
    speak(6);
    reconnect();
    await linked("open");
    await until(() => expect(listener.heard.slice(6 * FRAME)).toEqual(said.slice(before)));
    expect(listener.commands).toEqual([{ type: "discard" }]);
    // The counting still fits after what was left out.
    listener.drop();
    await linked("reconnecting");
    speak(3);
    reconnect();
    await linked("open");
    await until(() => expect(listener.heard.slice(6 * FRAME)).toEqual(said.slice(before)));
  });

  it("still waits for the learner to think after a lost connection", async () => {
    await linked("open");
    line.hold(true);
    await until(() => expect(listener.commands.length).toBe(1));
    listener.drop();
    await linked("reconnecting");
    reconnect();
    await until(() => expect(listener.commands).toEqual([1, 2].map(() => ({ type: "hold", on: true }))));
  });

  it.each([
    [4401, "signIn"],
    [4404, "gone"],
    [4408, "silent"],
    [4429, "busy"],
  ])("does not come back after %i", async (code, refusal) => {
    await linked("open");
    listener.refuse(code);
    await until(() => expect(refusals).toEqual([refusal]));
    expect(links).toEqual(["connecting", "open"]);
  });
});
