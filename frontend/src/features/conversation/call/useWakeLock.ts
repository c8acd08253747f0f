import { useEffect } from "react";

/** Keeps the screen from going dark by itself; a favour that not every browser grants. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    const lock = (navigator as Partial<Pick<Navigator, "wakeLock">>).wakeLock;
    if (!wanted || !lock) return;
    let held: WakeLockSentinel | null = null;
    let over = false;
    const ask = async (): Promise<void> => {
      // A hidden page loses it, and may ask again only once it is seen.
      if (document.visibilityState !== "visible") return;
      const granted = await lock.request("screen");
      if (over) await granted.release();
      else held = granted;
    };
    const again = (): void => void ask().catch(() => undefined);
    again();
    document.addEventListener("visibilitychange", again);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", again);
      void held?.release().catch(() => undefined);
    };
  }, [wanted]);
}
