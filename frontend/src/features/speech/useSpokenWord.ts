import { type HeardWord, speechUrl } from "./api";
import { useEffect, useState } from "react";
import { timedWords, wordAt } from "./timedWords";
import { useSpeechOf, useSpeechPlayer } from "../../shared/audio/useSpeech";

const LOOK_MS = 40;

/** The word that is being spoken of a message, or of what else is said at an address; null while it is not. */
export function useSpokenWord(messageId: string, speech = speechUrl(messageId, 1)): HeardWord | null {
  const player = useSpeechPlayer();
  const { state, speed } = useSpeechOf(messageId);
  // Asked for with the sound, so that the first words are not over when it is known when they are said.
  const sounding = state === "loading" || state === "playing" || state === "paused";
  const [word, setWord] = useState<HeardWord | null>(null);
  useEffect(() => {
    if (!sounding) return;
    const stop = new AbortController();
    const words: HeardWord[] = [];
    const collect = async (): Promise<void> => {
      for await (const sentence of timedWords(speech, speed, stop.signal)) words.push(...sentence);
    };
    collect().catch(() => undefined); // without times no word is lit, and the voice is heard all the same
    const look = (): void => {
      // Nothing is heard yet while it loads, whatever begins at once.
      setWord(player.getSnapshot().state === "loading" ? null : wordAt(words, player.position));
    };
    const timer = setInterval(look, LOOK_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
      setWord(null);
    };
  }, [sounding, speed, speech, player]);
  return word;
}
