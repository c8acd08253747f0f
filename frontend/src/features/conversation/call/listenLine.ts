import { REFUSALS, type ListenCommand, type ListenMessage, type Refusal } from "./listen";
import { waitToRetry } from "../../../shared/wire/retry";
import { AudioTail } from "./audioTail";
import { FRAME, RATE } from "./frames";

/** About 100 ms: what one message carries. */
const PACKET = 3 * FRAME;
/** What one message may carry at most (64 KiB), when kept audio is sent again. */
const LARGEST = 32 * 1024;
/** While nobody speaks this much is kept, so that a word's beginning survives a lost connection. */
const SILENT_TAIL = 5 * RATE;
/** Bytes that the network has not taken: 10 s of audio. The connection is dead, whatever the browser thinks. */
const STUCK = 2 * 10 * RATE;

export type Link = "connecting" | "open" | "reconnecting";

export interface LineOptions {
  /** Opens a socket, to go on with `session` where there is one. */
  open: (session: string | null) => WebSocket;
  onLink: (link: Link) => void;
  onMessage: (message: ListenMessage) => void;
  /** The server wants no more of it; the line is closed. */
  onRefused: (refusal: Refusal) => void;
  wait?: (attempt: number, signal: AbortSignal) => Promise<void>;
}

/** A connection to the listening tutor that comes back by itself, and then sends what was missed. */
export class ListenLine {
  readonly #options: LineOptions;
  readonly #closed = new AbortController();
  readonly #tail = new AudioTail();
  #socket: WebSocket | null = null;
  #ready = false;
  #attempt = 0;
  #session: string | null = null;
  /** The sample that the server's session counts as its first. */
  #base = 0;
  #sent = 0;
  /** The server has heard a voice and has not said what came of it. */
  #utterance = false;
  #holding = false;
  /** `discard` was asked for while the connection was lost. */
  #discarded = false;

  constructor(options: LineOptions) {
    this.#options = options;
    void this.#run();
  }

  /** Takes the next audio; it goes out now or when the connection is back. */
  send(samples: Int16Array): void {
    this.#tail.push(samples);
    if (!this.#ready) return;
    if (this.#tail.end - this.#sent >= PACKET) this.#flush();
    if (!this.#utterance) this.#tail.keepLast(Math.max(SILENT_TAIL, this.#tail.end - this.#sent));
  }

  end(): void {
    this.#flush();
    this.#tell({ type: "end" });
  }

  hold(on: boolean): void {
    this.#holding = on;
    this.#tell({ type: "hold", on });
  }

  /** The faint voice is the learner's own. */
  mine(): void {
    this.#tell({ type: "mine" });
  }

  /** Nobody needs to know what was said since the last final. */
  discard(): void {
    if (this.#ready) this.#flush();
    else this.#discarded = true;
    this.#forget();
    this.#tell({ type: "discard" });
  }

  close(): void {
    this.#closed.abort();
    this.#socket?.close(1000);
  }

  async #run(): Promise<void> {
    const { open, onLink, onRefused, wait = waitToRetry } = this.#options;
    const { signal } = this.#closed;
    onLink("connecting");
    while (!signal.aborted) {
      const code = await this.#follow(open(this.#session));
      if (signal.aborted) return;
      const refusal = REFUSALS[code as keyof typeof REFUSALS] as Refusal | undefined;
      if (refusal) {
        onRefused(refusal);
        return;
      }
      onLink("reconnecting");
      await wait(this.#attempt, signal).catch(() => undefined);
      this.#attempt += 1;
    }
  }

  /** Takes what comes over one socket, until it closes; gives the code it closed with. */
  #follow(socket: WebSocket): Promise<number> {
    this.#socket = socket;
    return new Promise((resolve) => {
      const gone = (code: number): void => {
        if (this.#socket !== socket) return;
        this.#socket = null;
        this.#ready = false;
        resolve(code);
      };
      socket.addEventListener("message", ({ data }) => {
        if (this.#socket === socket) this.#take(JSON.parse(data as string) as ListenMessage);
      });
      socket.addEventListener("close", ({ code }) => gone(code));
      this.#drop = () => {
        socket.close();
        gone(1006);
      };
    });
  }

  /** Gives up the present socket without waiting for it to say goodbye. */
  #drop = (): void => undefined;

  #take(message: ListenMessage): void {
    if (message.type === "ready") this.#resume(message.session, message.received);
    if (message.type === "voice" && message.on) this.#utterance = true;
    if (message.type === "final" || message.type === "nothing") this.#utterance = false;
    if (message.type === "final") this.#forget();
    this.#options.onMessage(message);
  }

  #resume(session: string, received: number): void {
    // A session that the server has given up began anew: it gets the whole utterance again.
    if (session !== this.#session) this.#base = this.#tail.start;
    this.#session = session;
    this.#sent = Math.max(this.#tail.start, this.#base + received);
    // What was forgotten meanwhile the server never gets, and does not count.
    this.#base = this.#sent - received;
    this.#ready = true;
    this.#attempt = 0;
    if (this.#discarded) this.#tell({ type: "discard" });
    this.#discarded = false;
    this.#flush();
    if (this.#holding) this.#tell({ type: "hold", on: true });
    this.#options.onLink("open");
  }

  #flush(): void {
    const samples = this.#tail.from(this.#sent);
    this.#sent = this.#tail.end;
    for (let at = 0; at < samples.length; at += LARGEST / 2) this.#socket?.send(samples.subarray(at, at + LARGEST / 2));
    if ((this.#socket?.bufferedAmount ?? 0) > STUCK + 2 * samples.length) this.#drop();
  }

  #forget(): void {
    this.#utterance = false;
    if (this.#ready) this.#tail.keepLast(this.#tail.end - this.#sent);
    else this.#tail.keepLast(0);
  }

  #tell(command: ListenCommand): void {
    if (this.#ready) this.#socket?.send(JSON.stringify(command));
  }
}
