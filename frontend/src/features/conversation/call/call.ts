import { inPageLanguage } from "../../../shared/errors/inPageLanguage";
import type { ListenMessage, Refusal } from "./listen";
import { problemOf, type MicrophoneProblem } from "../../../shared/audio/microphone";
import { AudioTail } from "./audioTail";
import { BargeIn, isNod, type BargeInSignal } from "./bargeIn";
import type { Ear } from "./ear";
import { isEcho } from "./echo";
import { RATE } from "./frames";
import type { Link, ListenLine, LineOptions } from "./listenLine";
import { EnergyDetector, levelDb, type VoiceDetector } from "./voiceDetector";

/** What was said before the detector was sure: sent along when the learner cuts in. */
const LEAD = 0.8 * RATE;
/** The learner has the floor and says nothing that the server would call a voice: the tutor goes on. */
const UNHEARD_MS = 2000;
/** The server heard a voice, and nothing came of it. */
const UNANSWERED_MS = 15_000;
/** After a word like "ajá" the tutor need not wait as long as for a sentence. */
const NOD_OVER_MS = 500;
/** Consonants are faint: the loudest of so many frames tells how loud a voice is. */
const SYLLABLE = 8;
/** Frames that wait for the detector: it is too slow for this device. */
const BACKLOG = 25;

/** What the tutor is doing; "checking" while the learner looks over what was heard. */
export type TutorActivity = "silent" | "thinking" | "speaking" | "checking";

export type Trouble =
  | { kind: "microphone"; problem: MicrophoneProblem }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "server"; message: string; action: string | null };

export interface CallSnapshot {
  link: "off" | Link;
  analyser: AnalyserNode | null;
  muted: boolean;
  /** The learner wants time to think. */
  holding: boolean;
  floor: "learner" | "tutor";
  tutor: TutorActivity;
  /** The server hears a voice, or the learner has just cut in. */
  voice: boolean;
  /** The learner spoke, and no words were understood. */
  unclear: boolean;
  /** A word or two that may have been heard wrong: sent once the learner confirms them. */
  unsure: Final | null;
  partial: string;
  /** Others are talking; what is fainter than this, in decibels of full scale, is theirs. */
  othersDb: number | null;
  /** How much of the detector is here, from 0 to 1, while it comes. */
  preparing: number | null;
  trouble: Trouble | null;
}

export const NO_CALL: CallSnapshot = {
  link: "off",
  analyser: null,
  muted: false,
  holding: false,
  floor: "learner",
  tutor: "silent",
  voice: false,
  unclear: false,
  unsure: null,
  partial: "",
  othersDb: null,
  preparing: null,
  trouble: null,
};

export type Final = Extract<ListenMessage, { type: "final" }>;

export interface CallEvents {
  /** A voice may have begun: the tutor's own sinks (true), or rises again. */
  onDuck: (on: boolean) => void;
  /** The learner has taken the floor: the tutor falls silent at once. */
  onCutIn: () => void;
  /** It was nothing: the tutor goes on where it was. */
  onYield: () => void;
  onFinal: (final: Final) => void;
}

export interface CallParts {
  openEar: (onFrame: (frame: Int16Array) => void, onLost: (error: unknown) => void) => Promise<Ear>;
  openLine: (options: Omit<LineOptions, "open">) => ListenLine;
  loadDetector: (onShare: (share: number) => void) => Promise<VoiceDetector>;
}

/**
 * One call: microphone, line and the question whose turn it is. While the tutor has the floor nothing is sent; the
 * page itself watches for a voice, and when one lasts gives the floor, and what was said meanwhile, to the learner.
 */
export class Call {
  readonly #parts: CallParts;
  readonly #events: CallEvents;
  readonly #lead = new AudioTail(LEAD);
  readonly #bargeIn = new BargeIn();
  readonly #listeners = new Set<() => void>();
  #snapshot = NO_CALL;
  #ear: Ear | null = null;
  #line: ListenLine | null = null;
  #detector: VoiceDetector = new EnergyDetector();
  /** How loud the last frames were. */
  #levels: number[] = [];
  #judging = Promise.resolve();
  #waiting = 0;
  /** Each start has a number, so that one that was hung up while the permission was asked opens nothing. */
  #attempt = 0;
  /** The learner took the floor while the tutor thought or spoke; what it was will show. */
  #cutIn = false;
  #ducked = false;
  /** The words of the reply that is spoken, or that the learner cut in on. */
  #spoken = "";
  /** Finals that were told already: the server tells one again as long as nobody has sent it. */
  readonly #finals = new Set<string>();
  #heard = false;
  /** The server was asked to decide whether it was only a sign of listening. */
  #asked = false;

  constructor(parts: CallParts, events: CallEvents) {
    this.#parts = parts;
    this.#events = events;
  }

  getSnapshot = (): CallSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get cutIn(): boolean {
    return this.#cutIn;
  }

  /** Which detector judges, for whoever looks into a problem. */
  get detector(): string {
    return this.#detector.name;
  }

  /** Begins the call, or goes on with one that ran into trouble. */
  async start(): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#set({ trouble: null, ...(this.#line ? {} : { link: "connecting" as const }) });
    try {
      const ear = this.#ear ?? (await this.#parts.openEar(this.#onFrame, this.#onLost));
      if (attempt !== this.#attempt) {
        ear.close();
        return;
      }
      this.#ear = ear;
      ear.mute(this.#snapshot.muted);
      this.#set({ analyser: ear.analyser });
    } catch (error) {
      if (attempt === this.#attempt) this.#onLost(error);
      return;
    }
    this.#line ??= this.#parts.openLine({
      onLink: (link) => this.#set({ link }),
      onMessage: this.#onMessage,
      onRefused: (refusal) => this.#stop({ kind: "refused", refusal }),
    });
    if (this.#detector.name !== "energy") return;
    void this.#prepare();
  }

  /** Until the detector is here, and where it does not come, the loudness decides. */
  async #prepare(): Promise<void> {
    const tell = (preparing: number): void => {
      if (this.#line) this.#set({ preparing });
    };
    tell(0);
    try {
      this.#detector = await this.#parts.loadDetector(tell);
    } catch {
      // As above.
    }
    if (this.#snapshot.preparing !== null) this.#set({ preparing: null });
  }

  hangUp(): void {
    this.#stop(null);
  }

  mute(on: boolean): void {
    this.#ear?.mute(on);
    this.#set({ muted: on });
    if (on) this.#forget();
  }

  hold(on: boolean): void {
    if (on === this.#snapshot.holding) return;
    this.#line?.hold(on);
    this.#set({ holding: on });
  }

  /** The learner says that they are done. */
  end(): void {
    this.#line?.end();
  }

  /** What was heard, and doubted, is what the learner said. */
  confirm(): void {
    const { unsure } = this.#snapshot;
    if (!unsure) return;
    this.#take();
    this.#events.onFinal(unsure);
  }

  /** It was the learner who was taken for somebody else. */
  mine(): void {
    this.#line?.mine();
    this.#set({ othersDb: null });
  }

  /** Tells what the tutor does now, and what words it speaks: while it does anything, the floor is its own. */
  setTutor(tutor: TutorActivity, spoken = ""): void {
    // A voice that has just been interrupted falls silent, and may still come back from the loudspeaker.
    if (!this.#cutIn) this.#spoken = spoken;
    if (tutor === this.#snapshot.tutor) return;
    this.#set({ tutor });
    if (!this.#cutIn) this.#settle();
  }

  #stop(trouble: Trouble | null): void {
    this.#attempt += 1;
    this.#line?.close();
    this.#line = null;
    this.#ear?.close();
    this.#ear = null;
    if (this.#cutIn) this.#yield();
    this.#relax();
    this.#set({ ...NO_CALL, tutor: this.#snapshot.tutor, trouble });
  }

  #onLost = (error: unknown): void => {
    // What was said until then still counts.
    this.#line?.end();
    this.#ear?.close();
    this.#ear = null;
    this.#relax();
    this.#set({ analyser: null, trouble: { kind: "microphone", problem: problemOf(error) } });
  };

  #onFrame = (frame: Int16Array): void => {
    const { muted, floor, tutor } = this.#snapshot;
    if (muted || !this.#line) return;
    if (floor === "learner") this.#line.send(frame);
    else this.#lead.push(frame);
    if (tutor === "checking" || (floor === "learner" && !this.#cutIn)) return;
    this.#waiting += 1;
    this.#judging = this.#judging.then(() => this.#judge(frame));
  };

  async #judge(frame: Int16Array): Promise<void> {
    if (this.#waiting > BACKLOG) this.#detector = new EnergyDetector();
    const probability = await Promise.resolve(this.#detector.probability(frame)).catch(() => 0);
    this.#waiting -= 1;
    const { floor, tutor } = this.#snapshot;
    if (floor === "learner" && !this.#cutIn) return;
    const near = this.#isNear(frame) || this.#cutIn; // who has begun may go on more softly
    const signal = this.#bargeIn.hear(near ? probability : 0, tutor === "speaking" && !this.#cutIn);
    if (signal) this.#obey(signal);
    else if (this.#cutIn) this.#watch();
  }

  #isNear(frame: Int16Array): boolean {
    this.#levels = [...this.#levels.slice(1 - SYLLABLE), levelDb(frame)];
    return Math.max(...this.#levels) >= (this.#snapshot.othersDb ?? -Infinity);
  }

  /** What became of a cut-in after which the learner is silent. */
  #watch(): void {
    const { silentMs } = this.#bargeIn;
    const { link, partial } = this.#snapshot;
    if (link === "open" && silentMs > (this.#heard ? UNANSWERED_MS : UNHEARD_MS)) this.#yield();
    else if (!this.#asked && silentMs > NOD_OVER_MS && partial !== "" && isNod(partial)) {
      this.#asked = true;
      this.#line?.end();
    }
  }

  #obey(signal: BargeInSignal): void {
    if (signal === "duck") this.#duck(true);
    else if (signal === "yield" && this.#cutIn) this.#yield();
    else if (signal === "yield") this.#duck(false);
    else {
      this.#cutIn = true;
      this.#heard = false;
      this.#asked = false;
      this.#events.onCutIn();
      this.#give();
      this.#set({ voice: true });
    }
  }

  /** The learner has the floor; what was held back is theirs too. */
  #give(): void {
    this.#set({ floor: "learner" });
    this.#line?.send(this.#lead.from(0));
    this.#lead.keepLast(0);
  }

  /** What cut in was nothing. */
  #yield(): void {
    this.#cutIn = false;
    this.#line?.discard();
    this.#duck(false);
    this.#events.onYield();
    this.#set({ partial: "", voice: false });
    this.#settle();
  }

  #duck(on: boolean): void {
    if (on === this.#ducked) return;
    this.#ducked = on;
    this.#events.onDuck(on);
  }

  /** Nobody is suspected of cutting in any more. */
  #relax(): void {
    this.#duck(false);
    this.#bargeIn.reset();
  }

  #settle(): void {
    const { floor, tutor } = this.#snapshot;
    if (tutor === "silent") {
      if (floor === "learner") return;
      // A word that has just begun is not cut; anything else may be the tutor's last one coming back.
      if (!this.#bargeIn.suspects) this.#lead.keepLast(0);
      this.#give();
    } else this.#take();
  }

  /** The tutor has the floor. */
  #take(): void {
    if (this.#snapshot.floor === "learner") this.#line?.discard();
    this.#relax();
    this.#detector.reset();
    this.#lead.keepLast(0);
    this.#set({ floor: "tutor", partial: "", voice: false, unclear: false, unsure: null });
  }

  #forget(): void {
    this.#relax();
    this.#lead.keepLast(0);
    if (this.#cutIn) this.#yield();
    else this.#line?.discard();
    this.#set({ partial: "", voice: false, unclear: false, unsure: null });
  }

  /** Whether the tutor's own voice is what cut in. */
  #isEcho(text: string): boolean {
    return this.#cutIn && isEcho(text, this.#spoken);
  }

  /** Whether words said over the tutor's own leave it the floor; it would stay silent until a doubted one is confirmed. */
  #takesNoTurn({ text, unsure }: Final["transcript"]): boolean {
    return unsure || isNod(text) || this.#isEcho(text);
  }

  #onMessage = (message: ListenMessage): void => {
    switch (message.type) {
      case "ready":
        return;
      case "voice":
        if (this.#snapshot.floor !== "learner") return;
        this.#heard ||= message.on;
        this.#set({ voice: message.on, unclear: false, ...(message.on && { unsure: null }) });
        return;
      case "partial":
        if (this.#snapshot.floor !== "learner") return;
        this.#heard = true;
        this.#set({ partial: this.#isEcho(message.text) ? "" : message.text, trouble: null });
        return;
      case "others":
        this.#set({ othersDb: message.below_db });
        return;
      case "nothing":
        if (this.#cutIn) this.#yield();
        else this.#set({ partial: "", voice: false, unclear: message.unclear && this.#snapshot.floor === "learner" });
        return;
      case "final":
        if (this.#finals.has(message.listen_id)) return;
        this.#finals.add(message.listen_id);
        if (this.#snapshot.floor !== "learner") return; // said before the floor changed hands
        if (this.#cutIn && this.#takesNoTurn(message.transcript)) {
          this.#yield();
          return;
        }
        this.#cutIn = false;
        if (message.transcript.unsure) {
          this.#set({ unsure: message, partial: "", voice: false, unclear: false });
          return;
        }
        this.#take();
        this.#events.onFinal(message);
        return;
      case "error": {
        if (message.code === "sign_in") {
          this.#stop({ kind: "refused", refusal: "signIn" });
          return;
        }
        const { message: told, action } = inPageLanguage(message);
        const trouble = { kind: "server" as const, message: told, action };
        if (message.fatal === false) this.#set({ trouble });
        else this.#stop(trouble);
      }
    }
  };

  #set(change: Partial<CallSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export type CallPhase =
  | "trouble"
  | "connecting"
  | "reconnecting"
  | "muted"
  | "checking"
  | "holding"
  | "hearing"
  | "unclear"
  | "unsure"
  | "listening"
  | "thinking"
  | "speaking";

/** What to tell the learner, of all that is going on at once. */
export function phaseOf(call: CallSnapshot): CallPhase {
  const { link, trouble, muted, floor, tutor, holding, voice, unclear, unsure } = call;
  if (trouble) return "trouble";
  if (link === "connecting" || link === "off") return "connecting";
  if (link === "reconnecting") return "reconnecting";
  if (tutor === "checking") return "checking";
  if (muted) return "muted";
  if (floor === "learner") {
    if (holding) return "holding";
    return voice ? "hearing" : unsure ? "unsure" : unclear ? "unclear" : "listening";
  }
  return tutor === "speaking" ? "speaking" : "thinking";
}
