import type { Outgoing } from "./api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hasArrived, newParcel, Outbox } from "./outbox";

const typed: Outgoing = { kind: "text", text: "Hola" };
const spoken: Outgoing = { kind: "audio", blob: new Blob(["x"]), url: "blob:x" };

describe("a parcel whose answer never came", () => {
  it("has arrived when the server holds a message of its name", () => {
    expect(hasArrived("k", [{ sent_as: null }, { sent_as: "k" }])).toBe(true);
    expect(hasArrived("k", [{ sent_as: null }, { sent_as: "l" }])).toBe(false);
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

  it("gives typed messages back after a reload", () => {
    const before = new Outbox();
    before.put("c", "k", newParcel({ ...typed, replaces: "2" }));
    const after = new Outbox();
    const parcel = after.of("c").get("k");
    expect(parcel).toMatchObject({ outgoing: { kind: "text", text: "Hola", replaces: "2" } });
    after.drop("c", "k");
    expect(new Outbox().of("c").size).toBe(0);
  });

  it("knows what a reload would lose", () => {
    const outbox = new Outbox();
    outbox.put("c", "k", newParcel(typed));
    expect(outbox.holdsRecordings).toBe(false);
    outbox.put("d", "l", newParcel(spoken));
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
    outbox.put("c", "k", newParcel(typed));
    expect(outbox.of("c").size).toBe(1);
  });
});
