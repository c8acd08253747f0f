import { createParser } from "eventsource-parser";

export interface RawEvent {
  id: string | null;
  name: string;
  data: string;
}

/** Reads a `text/event-stream` until it ends; events without a name are left out. `onBytes` hears of pings too. */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void = () => undefined,
): AsyncGenerator<RawEvent> {
  const waiting: RawEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (event) waiting.push({ id: id ?? null, name: event, data });
    },
  });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* waiting.splice(0);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
