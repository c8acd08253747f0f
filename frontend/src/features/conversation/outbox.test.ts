import type { Outgoing } from "./api";
import type { Message } from "../../shared/wire/types";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hasArrived, newParcel, Outbox } from "./outbox";

function learner(id: string, text: string, recording: string | null = null): Message {
  return { id, role: "learner", text, recording_url: recording } as Message;
}

const typed: Outgoing = { kind: "text", text: "Hola" };
const spoken: Outgoing = { kind: "audio", blob: new Blob(["x"]), url: "blob:x" };
const earlier = [learner("1", "Hola"), learner("2", "", "/recording")];

describe("a parcel whose answer never came", () => {
  it("has arrived when the server holds a new message like it", () => {
    expect(hasArrived(newParcel(typed, earlier), [...earlier, learner("3", "Hola")])).toBe(true);
    expect(hasArrived(newParcel(spoken, earlier), [...earlier, learner("3", "dicho", "/recording")])).toBe(true);
  });

  it("has not arrived when only what was there before is like it", () => {
    expect(hasArrived(newParcel(typed, earlier), earlier)).toBe(false);
    expect(hasArrived(newParcel(spoken, earlier), earlier)).toBe(false);
  });

  it("is not mistaken for another message that came through meanwhile", () => {
    expect(hasArrived(newParcel(typed, earlier), [...earlier, learner("3", "Adiós")])).toBe(false);
    expect(hasArrived(newParcel(typed, earlier), [...earlier, learner("3", "Hola", "/recording")])).toBe(false);
    const parcel = newParcel(spoken, earlier);
    parcel.known.add("3");
    expect(hasArrived(parcel, [...earlier, learner("3", "dicho", "/recording")])).toBe(false);
  });
});

describe("the outbox", () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal("sessionStorage", {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("gives typed messages back after a reload, and doubts whether they had left", () => {
    const before = new Outbox();
    before.put("c", "k", newParcel({ ...typed, replaces: "2" }, earlier));
    before.learn("c", "3");
    const after = new Outbox();
    const parcel = after.of("c").get("k");
    expect(parcel).toMatchObject({ outgoing: { kind: "text", text: "Hola", replaces: "2" }, doubtful: true });
    expect(parcel?.known).toEqual(new Set(["1", "2", "3"]));
    after.drop("c", "k");
    expect(new Outbox().of("c").size).toBe(0);
  });

  it("knows what a reload would lose", () => {
    const outbox = new Outbox();
    outbox.put("c", "k", newParcel(typed, []));
    expect(outbox.holdsRecordings).toBe(false);
    outbox.put("d", "l", newParcel(spoken, []));
    expect(outbox.holdsRecordings).toBe(true);
    expect(new Outbox().of("d").size).toBe(0);
    outbox.dropConversation("d");
    expect(outbox.holdsRecordings).toBe(false);
  });

  it("lives without storage, and with rubbish in it", () => {
    sessionStorage.setItem("tutor.text.unsent", "{rubbish");
    expect(new Outbox().of("c").size).toBe(0);
    vi.stubGlobal("sessionStorage", undefined);
    const outbox = new Outbox();
    outbox.put("c", "k", newParcel(typed, []));
    expect(outbox.of("c").size).toBe(1);
  });
});
