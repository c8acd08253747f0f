import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { WebSocket as Client, WebSocketServer, type WebSocket as Peer } from "ws";
import type { ListenCommand, ListenMessage } from "./listen";

/** As long as a busy machine may take for what a test waits for. */
const PATIENCE_MS = 300_000;
export const until = (holds: () => void): Promise<void> => vi.waitFor(holds, PATIENCE_MS);

/** The far end of a call, as the protocol has it, over real sockets. */
export class Listener {
  readonly #server: WebSocketServer;
  readonly commands: ListenCommand[] = [];
  /** All samples of the present session. */
  heard: number[] = [];
  /** The sessions that were asked for, one a connection. */
  readonly asked: (string | null)[] = [];
  #session = 0;
  #peer: Peer | null = null;

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on("connection", (peer, { url }) => {
      const session = new URL(url ?? "", "http://x").searchParams.get("session");
      this.asked.push(session);
      this.#peer = peer;
      if (session !== String(this.#session)) {
        this.#session += 1;
        this.heard = [];
      }
      peer.on("message", (data: Buffer, binary) => {
        if (!binary) this.commands.push(JSON.parse(data.toString()) as ListenCommand);
        else for (let at = 0; at < data.length; at += 2) this.heard.push(data.readInt16LE(at));
      });
      this.say({ type: "ready", session: String(this.#session), received: this.heard.length, silence_s: 1.8 });
    });
  }

  static async open(): Promise<Listener> {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await once(server, "listening");
    return new Listener(server);
  }

  /** A client's end of a new connection. */
  connect = (session: string | null): WebSocket => {
    const { port } = this.#server.address() as AddressInfo;
    return new Client(`ws://127.0.0.1:${port}/?${session ? `session=${session}` : ""}`) as unknown as WebSocket;
  };

  say(message: ListenMessage): void {
    this.#peer?.send(JSON.stringify(message));
  }

  /** The network goes away, without a goodbye; `forgetting` what was said. */
  drop(forgetting = false): void {
    if (forgetting) this.#session += 1;
    this.#peer?.terminate();
  }

  refuse(code: number): void {
    this.#peer?.close(code);
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }
}
