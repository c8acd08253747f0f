import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSpeechOf, useSpeechPlayer } from "../../../shared/audio/useSpeech";
import type { SpeechState } from "../../../shared/audio/speech";
import { utf16Index } from "../../../shared/text/codepoints";
import { type Passage, readingApi } from "../api";

/** A sentence: the position of its passage, and its number in it from 0. */
export interface Place {
  position: number;
  number: number;
}

export interface ReadAloud {
  /** The sentence that is read, or was read last. */
  at: Place | null;
  /** It as a sound, and where it begins in its passage. */
  sentence: { id: string; speech: string; start: number; text: string } | null;
  state: SpeechState;
  error: unknown;
  speed: number;
  setSpeed: (speed: number) => void;
  play: (at: Place) => void;
  /** Begins, stops, or goes on. */
  toggle: () => void;
  again: () => void;
  step: (by: 1 | -1) => void;
}

/** Reads passages aloud, one sentence after the other, until the last one that is there. */
export function useReadAloud(documentId: string, passages: readonly Passage[]): ReadAloud {
  const player = useSpeechPlayer();
  const [at, setAt] = useState<Place | null>(null);
  const [speed, setSpeed] = useState(1);
  const order = useMemo(
    () => passages.flatMap(({ position, sentences }) => sentences.map((_, number) => ({ position, number }))),
    [passages],
  );
  const latest = useRef({ order, speed });
  useEffect(() => {
    latest.current = { order, speed };
  });
  const idOf = useCallback(({ position, number }: Place) => `read:${documentId}:${position}:${number}`, [documentId]);
  const { state, error } = useSpeechOf(at ? idOf(at) : "");

  const play = useCallback(
    (place: Place): void => {
      const read = async (): Promise<void> => {
        let next: Place | undefined = place;
        while (next) {
          const now: Place = next;
          setAt(now);
          const id = idOf(now);
          await player.play(id, readingApi.speechOf(documentId, now.position, now.number), latest.current.speed);
          const { messageId, state } = player.getSnapshot();
          // Stopped, or something else is played by now.
          if (messageId !== id || state !== "ended") return;
          next = neighbour(latest.current.order, now, 1);
        }
      };
      void read();
    },
    [documentId, idOf, player],
  );
  useEffect(() => () => player.stop(), [player]);

  const passage = at && passages.find(({ position }) => position === at.position);
  const span = at && passage?.sentences[at.number];
  const sentence = useMemo(
    () =>
      at && span && passage
        ? {
            id: idOf(at),
            speech: readingApi.speechOf(documentId, at.position, at.number),
            start: span.start,
            text: passage.text.slice(utf16Index(passage.text, span.start), utf16Index(passage.text, span.end)),
          }
        : null,
    [at, span, passage, documentId, idOf],
  );
  const step = (by: 1 | -1): void => {
    const next = at ? neighbour(order, at, by) : order[0];
    if (next) play(next);
  };
  const toggle = (): void => {
    if (state === "playing") player.pause();
    else if (state === "paused") player.resume();
    else if (state === "loading") player.stop();
    else {
      const first = at ?? order[0];
      if (first) play(first);
    }
  };
  const again = (): void => {
    if (at) play(at);
  };
  return { at, sentence, state, error, speed, setSpeed, play, toggle, again, step };
}

function neighbour(order: readonly Place[], { position, number }: Place, by: 1 | -1): Place | undefined {
  return order[order.findIndex((one) => one.position === position && one.number === number) + by];
}
