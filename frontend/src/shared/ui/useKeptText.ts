import { useCallback, useState } from "react";
import { keepText, readText } from "../tabStorage";

/** A text that is being typed, by name: looking elsewhere, or reloading, loses nothing. An empty one is forgotten. */
export function useKeptText(name: string, first = ""): [string, (text: string) => void] {
  const [text, setText] = useState(() => readText(name) || first);
  const keep = useCallback(
    (typed: string) => {
      setText(typed);
      keepText(name, typed);
    },
    [name],
  );
  return [text, keep];
}
