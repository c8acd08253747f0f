const KEY = "tutor.reloaded";
/** Loading anew twice within this would only turn in circles, in milliseconds. */
const CIRCLE_MS = 60_000;

interface Place {
  now: () => number;
  /** The server's page as it is now, or null when it cannot be reached. */
  current: () => Promise<string | null>;
  /** The script that this page runs. */
  running: string;
  storage: Pick<Storage, "getItem" | "setItem">;
  reload: () => void;
}

/**
 * Loads the page anew if the server has another one than this by now, which no longer knows this one's parts. True when
 * it does; not twice in a minute, and not when the server cannot be reached: then nothing is better than what is here.
 */
export async function reloadOnce(place: Place = here()): Promise<boolean> {
  const page = await place.current();
  if (page === null || place.running === "" || page.includes(place.running)) return false;
  try {
    const last = Number(place.storage.getItem(KEY) ?? 0);
    if (place.now() - last < CIRCLE_MS) return false;
    place.storage.setItem(KEY, String(place.now()));
  } catch {
    return false; // Without a memory nobody knows whether this is the first time.
  }
  place.reload();
  return true;
}

function here(): Place {
  return {
    now: Date.now,
    current: async () => {
      try {
        const response = await fetch("/", { cache: "no-cache" });
        return response.ok ? await response.text() : null;
      } catch {
        return null;
      }
    },
    running: document.querySelector<HTMLScriptElement>("script[type=module][src]")?.getAttribute("src") ?? "",
    storage: sessionStorage,
    reload: () => window.location.reload(),
  };
}
