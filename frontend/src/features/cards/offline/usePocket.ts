import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { fetchOk, SERVER_BACK } from "../../../shared/wire/http";
import { cardsApi } from "../api";
import { lastLearner, rememberLearner } from "./lastLearner";
import { Pocket, soundsOf } from "./pocket";

/** The page has better things to do at first; a voice is not to be kept from a conversation by sounds for later. */
const LATER_MS = 5000;
const BETWEEN_SOUNDS_MS = 1000;
/** About fifteen megabytes. */
const MOST_SOUNDS = 120;

export const PocketContext = createContext<Pocket | null>(null);

export function usePocket(): Pocket | null {
  return useContext(PocketContext);
}

/** How much waits to be sent. */
export function useWaiting(pocket: Pocket | null): number {
  return useSyncExternalStore(pocket?.subscribe ?? never, pocket?.waiting ?? zero);
}

const never = (): (() => void) => () => undefined;
const zero = (): number => 0;

/** The pocket of who is here: sends what waits, then takes along what is due, whenever the server has come back. */
export function useFilledPocket(learnerId: string | undefined, arrivals: number): Pocket | null {
  const pocket = useMemo(() => pocketOf(learnerId), [learnerId]);
  useEffect(() => {
    if (!pocket || learnerId === undefined) return;
    const stop = new AbortController();
    const send = (): void => void pocket.send().catch(() => undefined);
    send();
    document.addEventListener(SERVER_BACK, send);
    // A page that could not be opened without the tutor has no use for what would be in it.
    const later = navigator.serviceWorker?.controller ? setTimeout(() => void fill(), LATER_MS) : undefined;
    const fill = async (): Promise<void> => {
      try {
        const deck = await pocket.renew();
        rememberLearner(learnerId);
        await pocket.keepSounds(soundsOf(deck, cardsApi.speechOf).slice(0, MOST_SOUNDS), fetchSound(stop.signal), stop.signal);
      } catch {
        // Without the tutor or without room: what is there stays, and it is tried again when the page is opened.
      }
    };
    return () => {
      stop.abort();
      clearTimeout(later);
      document.removeEventListener(SERVER_BACK, send);
    };
  }, [pocket, learnerId, arrivals]);
  return pocket;
}

function pocketOf(learnerId: string | null | undefined): Pocket | null {
  return learnerId && typeof indexedDB !== "undefined" ? new Pocket(learnerId) : null;
}

/** The pocket that this device has, whoever is here. */
export function lastPocket(): Pocket | null {
  return pocketOf(lastLearner());
}

/** Empties it: somebody has signed out, and the next one must not find it. */
export async function emptyLastPocket(): Promise<void> {
  const pocket = lastPocket();
  rememberLearner(null);
  await pocket?.empty().catch(() => undefined);
}

function fetchSound(signal: AbortSignal): (url: string) => Promise<ArrayBuffer> {
  return async (url) => {
    const sound = await (await fetchOk(url, { signal })).arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_SOUNDS_MS));
    return sound;
  };
}
