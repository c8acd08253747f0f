import { useCallback, useEffect, useState } from "react";
import { useTask, type Task } from "./useTask";

export interface List<Item> extends Task {
  items: Item[];
  /** Changes something on the server and reads the list again. */
  change: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** A list on the server that is small enough to be read whole. `read` must stay the same function. */
export function useList<Item>(read: () => Promise<Item[]>): List<Item> {
  const [items, setItems] = useState<Item[]>([]);
  const task = useTask();
  const { attempt } = task;
  useEffect(() => {
    void attempt(async () => setItems(await read()));
  }, [attempt, read]);
  const change = useCallback(
    (work: () => Promise<unknown>) =>
      attempt(async () => {
        await work();
        setItems(await read());
      }),
    [attempt, read],
  );
  return { ...task, items, change };
}
