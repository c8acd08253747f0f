/** What concerns this browser only: colours, and whether replies are spoken at once. */
import { useEffect, useState } from "react";

export type Theme = "system" | "light" | "dark";

function stored(key: string, fallback: string): string {
  try {
    return localStorage.getItem(key) ?? fallback;
  } catch {
    return fallback; // storage may be forbidden; nothing depends on it
  }
}

function useStored(key: string, fallback: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => stored(key, fallback));
  useEffect(() => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // as above
    }
  }, [key, value]);
  return [value, setValue];
}

export interface Preferences {
  theme: Theme;
  setTheme: (theme: Theme) => void;
  autoplay: boolean;
  setAutoplay: (on: boolean) => void;
}

export function usePreferences(): Preferences {
  const [theme, setTheme] = useStored("tutor.theme", "system");
  const [autoplay, setAutoplay] = useStored("tutor.autoplay", "yes");
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return {
    theme: theme as Theme,
    setTheme,
    autoplay: autoplay === "yes",
    setAutoplay: (on) => setAutoplay(on ? "yes" : "no"),
  };
}
