import { describe, expect, it } from "vitest";
import type { Outgoing } from "../src/api/client";
import type { Message } from "../src/api/types";
import { hasArrived, newParcel } from "../src/state/outbox";

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
