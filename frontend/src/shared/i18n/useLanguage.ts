import { useSyncExternalStore } from "react";
import { type Language, language, listen } from "./language";

/** The page's language, for the component at the root: what is below is drawn again in the new one, and loses nothing. */
export function useLanguage(): Language {
  return useSyncExternalStore(listen, language);
}
