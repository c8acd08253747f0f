import type { Watch } from "./silence";

/** One event as the server writes it. */
export function frame(id: number, event: string, data: object): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A stream of `content` that arrives in pieces of `size` bytes; with `breaks` it ends in a network error. */
export function stream(content: string | Uint8Array, size: number, breaks = false): ReadableStream<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) {
        controller.enqueue(bytes.slice(at, at + size));
        at += size;
      } else if (breaks) controller.error(new TypeError("network error"));
      else controller.close();
    },
  });
}

export const wait = (): Promise<void> => Promise.resolve();

export const watch = (): Watch => ({
  signal: new AbortController().signal,
  heard: () => undefined,
  end: () => undefined,
});
