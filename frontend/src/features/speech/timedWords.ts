import { type HeardWord, speechApi } from "./api";
import { readEventStream } from "../../shared/wire/eventStream";

/** The words of what is said with their times, sentence by sentence as they are spoken. Throws ApiError. */
export async function* timedWords(speech: string, speed: number, signal: AbortSignal): AsyncGenerator<HeardWord[]> {
  const { body } = await speechApi.words(speech, speed, signal);
  for await (const { name, data } of readEventStream(body ?? new ReadableStream())) {
    if (name === "words") yield (JSON.parse(data) as { words: HeardWord[] }).words;
  }
}

/** The word that is heard at a moment; between two words still the first of them, and after the last none. */
export function wordAt(words: readonly HeardWord[], seconds: number): HeardWord | null {
  const next = words.findIndex(({ from_s }) => from_s > seconds);
  const word = words[(next < 0 ? words.length : next) - 1];
  return word && (next >= 0 || seconds < word.to_s) ? word : null;
}
