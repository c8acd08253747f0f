import { FASTEST, SLOWEST } from "../../../shared/audio/SpeedSlider";

/** How the tutor is heard in one conversation. */
export interface Listening {
  /** Its words are hidden until they were heard, or asked for. */
  hidden: boolean;
  /** While it speaks, each word is shown when it is said. */
  subtitles: boolean;
  /** As a part of the usual speed. */
  speed: number;
}

export const AS_USUAL: Listening = { hidden: false, subtitles: true, speed: 1 };

const KEY = "tutor.listening";
/** Told to the window when it was changed in this tab. */
export const CHANGED = "tutor:listening";
/** Older ones are forgotten. */
const MOST = 200;

type All = Record<string, Listening>;

function readAll(): All {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as All;
  } catch {
    return {}; // Storage may be forbidden, or hold something else.
  }
}

export function readListening(conversationId: string): Listening {
  const { hidden, subtitles, speed } = { ...AS_USUAL, ...readAll()[conversationId] };
  return { hidden, subtitles, speed: Math.min(FASTEST, Math.max(SLOWEST, Number(speed) || 1)) };
}

export function keepListening(conversationId: string, listening: Listening): void {
  const others = Object.entries(readAll()).filter(([id]) => id !== conversationId);
  const kept = others.slice(-MOST + 1);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...kept, [conversationId, listening]])));
  } catch {
    // Without storage it is as usual.
  }
  window.dispatchEvent(new Event(CHANGED));
}
