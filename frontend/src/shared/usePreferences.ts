import { useCallback, useEffect, useState } from "react";

export type Theme = "auto" | "light" | "dark";

export interface Preferences {
  theme: Theme;
  autoplay: boolean;
  /** In a call nothing is sent before the learner has seen it. */
  checkFirst: boolean;
  /** Single letters are shortcuts. */
  keys: boolean;
}

const KEY = "tutor.preferences";
const DEFAULTS: Preferences = { theme: "auto", autoplay: true, checkFirst: false, keys: true };

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

function applyTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Before the first paint, so that the page never flashes in the other theme. */
export function applyStoredTheme(): void {
  applyTheme(read().theme);
}

/** What belongs to this browser rather than to the learner: how it looks, speaks and listens. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(read);
  useEffect(() => {
    applyTheme(preferences.theme);
    if (preferences.keys) delete document.documentElement.dataset.keys;
    else document.documentElement.dataset.keys = "off";
    try {
      localStorage.setItem(KEY, JSON.stringify(preferences));
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  }, [preferences]);
  const change = useCallback((part: Partial<Preferences>) => setPreferences((old) => ({ ...old, ...part })), []);
  return [preferences, change];
}
