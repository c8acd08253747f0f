import { useCallback, useEffect, useRef, useState } from "react";
import { useTask, type Task } from "./useTask";

export interface List<Item> extends Task {
  items: Item[];
  /** It has been read, or could not be: until then an empty list says nothing. */
  known: boolean;
  /** Changes something on the server and reads the list again. */
  change: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** A list on the server that is small enough to be read whole. `read` must stay the same function. */
export function useList<Item>(read: () => Promise<Item[]>): List<Item> {
  const [items, setItems] = useState<Item[]>([]);
  const [known, setKnown] = useState(false);
  const task = useTask();
  const { attempt } = task;
  const last = useRef<Promise<unknown>>(Promise.resolve());
  /** One thing after the other: what is asked for meanwhile is not forgotten. */
  const next = useCallback(
    (work: () => Promise<void>): Promise<boolean> => {
      const done = last.current.then(() => attempt(work));
      last.current = done;
      return done;
    },
    [attempt],
  );
  useEffect(() => {
    void next(async () => setItems(await read())).then(() => setKnown(true));
  }, [next, read]);
  const change = useCallback(
    (work: () => Promise<unknown>) =>
      next(async () => {
        await work();
        setItems(await read());
      }),
    [next, read],
  );
  return { ...task, items, known, change };
}
