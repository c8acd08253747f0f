import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Call, phaseOf, type Final } from "./call";
import { FRAME } from "./frames";
import { ListenLine } from "./listenLine";
import { Listener, until } from "./listener";

let listener: Listener;
let call: Call;
let events: string[];
let finals: Final[];
let speakInto: (frame: Int16Array) => void;
let lose: (error: unknown) => void;
let earProblem: DOMException | null;

beforeEach(async () => {
  listener = await Listener.open();
  [events, finals, earProblem] = [[], [], null];
  call = new Call(
    {
      openEar: (onFrame, onLost) => {
        if (earProblem) return Promise.reject(earProblem);
        speakInto = onFrame;
        lose = onLost;
        return Promise.resolve({ analyser: {} as AnalyserNode, mute: () => undefined, close: () => undefined });
      },
      openLine: (line) => new ListenLine({ ...line, open: listener.connect, wait: () => Promise.resolve() }),
      // A loud frame is a voice.
      loadDetector: () =>
        Promise.resolve({ name: "loud", probability: (frame) => (frame[0] ? 1 : 0), reset: () => undefined }),
    },
    {
      onDuck: (on) => events.push(on ? "duck" : "unduck"),
      onCutIn: () => events.push("cut in"),
      onYield: () => events.push("yield"),
      onFinal: (final) => finals.push(final),
    },
  );
  await call.start();
  await until(() => expect(call.getSnapshot().link).toBe("open"));
});
afterEach(() => {
  call.hangUp();
  listener.close();
});

const phase = () => phaseOf(call.getSnapshot());
const phaseBecomes = (wanted: string) => until(() => expect(phase()).toBe(wanted));
const heardFrames = () => listener.heard.length / FRAME;

async function speak(frames: number, loudness: number): Promise<void> {
  for (let index = 0; index < frames; index += 1) {
    speakInto(new Int16Array(FRAME).fill(loudness));
    await Promise.resolve();
  }
  await new Promise((resolve) => setTimeout(resolve));
}

function final(id: string, text: string): Final {
  return { type: "final", listen_id: id, transcript: { text, words: [], language: "es", duration_s: 1, unsure: false } };
}

describe("Call", () => {
  it("listens, understands, gives the floor to the tutor and listens again", async () => {
    expect(phase()).toBe("listening");
    await speak(6, 1000);
    listener.say({ type: "voice", on: true });
    await phaseBecomes("hearing");
    listener.say({ type: "partial", text: "hola" });
    await until(() => expect(call.getSnapshot().partial).toBe("hola"));
    listener.say(final("1", "Hola."));
    await phaseBecomes("thinking");
    expect(finals.map(({ listen_id }) => listen_id)).toEqual(["1"]);
    expect(call.getSnapshot().partial).toBe("");
    call.setTutor("thinking");
    call.setTutor("speaking");
    expect(phase()).toBe("speaking");
    call.setTutor("silent");
    expect(phase()).toBe("listening");
  });

  it("says that it understood no words until the learner speaks again", async () => {
    listener.say({ type: "voice", on: true });
    await phaseBecomes("hearing");
    listener.say({ type: "nothing", unclear: true });
    await phaseBecomes("unclear");
    listener.say({ type: "voice", on: true });
    await phaseBecomes("hearing");
    listener.say({ type: "nothing", unclear: false });
    await phaseBecomes("listening");
    listener.say({ type: "nothing", unclear: true });
    await phaseBecomes("unclear");
    call.setTutor("thinking");
    call.setTutor("silent");
    expect(phase()).toBe("listening");
  });

  it("asks about a word that may have been heard wrong, and sends it once that is confirmed", async () => {
    const { transcript, ...rest } = final("1", "sí");
    listener.say({ ...rest, transcript: { ...transcript, unsure: true } });
    await phaseBecomes("unsure");
    expect(finals).toEqual([]);
    listener.say({ type: "voice", on: true });
    await phaseBecomes("hearing");
    call.confirm(); // it is another word by now
    expect(finals).toEqual([]);
    listener.say({ ...rest, listen_id: "2", transcript: { ...transcript, unsure: true } });
    await phaseBecomes("unsure");
    call.confirm();
    expect(phase()).toBe("thinking");
    expect(finals.map(({ listen_id }) => listen_id)).toEqual(["2"]);
  });

  it("takes what the server tells twice once", async () => {
    listener.say(final("1", "Hola."));
    await phaseBecomes("thinking");
    call.setTutor("thinking");
    call.setTutor("silent");
    listener.say(final("1", "Hola."));
    listener.say({ type: "voice", on: true });
    await phaseBecomes("hearing");
    expect(finals.length).toBe(1);
  });

  it("sends nothing while the tutor speaks, and with a cut-in also how it began", async () => {
    call.setTutor("speaking");
    await until(() => expect(listener.commands).toEqual([{ type: "discard" }]));
    await speak(100, 0);
    expect(heardFrames()).toBe(0);
    await speak(12, 1000);
    expect(events).toEqual(["duck", "cut in"]);
    expect(phase()).toBe("hearing");
    await speak(9, 1000);
    await until(() => expect(listener.heard.filter((sample) => sample === 1000).length).toBeGreaterThan(18 * FRAME));
    expect(listener.heard.filter((sample) => sample === 0).length).toBeLessThan(16_000);
    listener.say(final("1", "No, espera."));
    await until(() => expect(finals.length).toBe(1));
    expect(events).not.toContain("yield");
  });

  it("is not interrupted by others who are fainter than the learner", async () => {
    listener.say({ type: "others", below_db: -30 });
    await until(() => expect(call.getSnapshot().othersDb).toBe(-30));
    call.setTutor("speaking");
    await speak(60, 328); // -40 dB
    expect(events).toEqual([]);
    await speak(12, 3277); // -20 dB
    expect(events).toEqual(["duck", "cut in"]);
  });

  it("takes the faint voice for the learner's when told so", async () => {
    listener.say({ type: "others", below_db: -30 });
    await until(() => expect(call.getSnapshot().othersDb).toBe(-30));
    call.mine();
    await until(() => expect(listener.commands).toEqual([{ type: "mine" }]));
    call.setTutor("speaking");
    await speak(12, 328);
    expect(events).toEqual(["duck", "cut in"]);
  });

  it("lets the tutor go on after an ajá, by its length or by its words", async () => {
    call.setTutor("speaking");
    await speak(9, 1000);
    await speak(30, 0);
    expect(events).toEqual(["duck", "cut in", "unduck", "yield"]);
    expect(phase()).toBe("speaking");
    events = [];
    await speak(30, 1000);
    listener.say(final("1", "Sí, claro."));
    await phaseBecomes("speaking");
    expect(events).toEqual(["duck", "cut in", "unduck", "yield"]);
    expect(finals).toEqual([]);
  });

  it("lets the tutor go on after a word that may have been heard wrong, rather than stay silent until it is confirmed", async () => {
    call.setTutor("speaking");
    await speak(30, 1000);
    const { transcript, ...rest } = final("1", "ojeada");
    listener.say({ ...rest, transcript: { ...transcript, unsure: true } });
    await phaseBecomes("speaking");
    expect(events).toEqual(["duck", "cut in", "unduck", "yield"]);
    expect(call.getSnapshot().unsure).toBeNull();
    expect(finals).toEqual([]);
  });

  it("lets the tutor go on when its own voice came back, and shows none of it", async () => {
    const reply = "A mí me gusta mucho ir al mercado por la mañana. Siempre compro tomates.";
    call.setTutor("speaking", reply);
    await speak(30, 1000);
    expect(phase()).toBe("hearing");
    const partials: string[] = [];
    call.subscribe(() => partials.push(call.getSnapshot().partial));
    call.setTutor("silent"); // its voice is held
    listener.say({ type: "partial", text: "me gusta mucho" });
    listener.say({ type: "partial", text: "me gusta mucho ir" });
    listener.say(final("1", "Me gusta mucho ir al mercado."));
    await until(() => expect(events.at(-1)).toBe("yield"));
    expect(new Set(partials)).toEqual(new Set([""]));
    call.setTutor("speaking", reply);
    await speak(30, 1000);
    listener.say(final("2", "Me gusta mucho ir al cine."));
    await until(() => expect(finals.map(({ listen_id }) => listen_id)).toEqual(["2"]));
  });

  it("takes the tutor's words for the learner's when the tutor is silent", async () => {
    call.setTutor("speaking", "Repite: me gusta mucho ir al mercado.");
    call.setTutor("silent");
    listener.say(final("1", "Me gusta mucho ir al mercado."));
    await until(() => expect(finals.length).toBe(1));
  });

  it("lets the tutor go on after a noise that the server does not take for a voice", async () => {
    call.setTutor("speaking");
    await speak(30, 1000);
    await speak(70, 0);
    expect(events.at(-1)).toBe("yield");
    expect(phase()).toBe("speaking");
  });

  it.each([
    ["hanging up", () => call.hangUp()],
    ["muting", () => call.mute(true)],
    ["losing the microphone", () => lose(new DOMException("gone", "NotFoundError"))],
    ["another reply", () => call.setTutor("thinking")],
  ])("does not leave the tutor holding its breath after %s", async (_, act) => {
    call.setTutor("speaking");
    await speak(4, 1000);
    expect(events).toEqual(["duck"]);
    act();
    expect(events).toEqual(["duck", "unduck"]);
  });

  it("asks what a short word was, instead of letting the tutor wait for more", async () => {
    call.setTutor("speaking");
    await speak(15, 1000);
    listener.say({ type: "partial", text: "Ajá" });
    await until(() => expect(call.getSnapshot().partial).toBe("Ajá"));
    await speak(12, 0);
    expect(listener.commands).not.toContainEqual({ type: "end" });
    await speak(10, 0);
    await until(() => expect(listener.commands.filter(({ type }) => type === "end").length).toBe(1));
  });

  it("takes a short answer as a turn when the tutor is silent", async () => {
    listener.say(final("1", "Sí."));
    await until(() => expect(finals.length).toBe(1));
  });

  it("hears nothing while muted or while the learner checks what was heard", async () => {
    call.mute(true);
    await speak(30, 1000);
    expect(phase()).toBe("muted");
    call.mute(false);
    call.setTutor("checking");
    await speak(30, 1000);
    expect(phase()).toBe("checking");
    expect([heardFrames(), events]).toEqual([0, []]);
  });

  it("says what is wrong when the microphone goes, still ends what was said, and can go on", async () => {
    await speak(2, 1000);
    lose(new DOMException("gone", "NotAllowedError"));
    expect(call.getSnapshot().trouble).toEqual({ kind: "microphone", problem: "refused" });
    await until(() => expect(listener.commands).toEqual([{ type: "end" }]));
    expect(heardFrames()).toBe(2);
    await call.start();
    expect(phase()).toBe("listening");
  });

  it("opens nothing without a microphone", async () => {
    call.hangUp();
    earProblem = new DOMException("none", "NotFoundError");
    await call.start();
    expect(call.getSnapshot().trouble).toEqual({ kind: "microphone", problem: "none" });
    expect(listener.asked.length).toBe(1);
  });

  it("tells why the server ended it, and begins anew when asked", async () => {
    listener.say({ type: "error", code: "listening_paused", message: "Silence.", action: "Call again." });
    await phaseBecomes("trouble");
    expect(call.getSnapshot().trouble).toMatchObject({ kind: "server", message: "Silence." });
    await call.start();
    await phaseBecomes("listening");
  });

  it("hangs up for good, even while the microphone is asked for", async () => {
    call.hangUp();
    const starting = call.start();
    call.hangUp();
    await starting;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(call.getSnapshot().link).toBe("off");
    expect(listener.asked.length).toBe(1);
  });
});
