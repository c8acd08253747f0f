import { useCallback, useEffect, useState } from "react";
import { useTask } from "../../../shared/ui/useTask";
import { isComing, type Models, modelsApi } from "./api";

/** How often the list is read while something comes, and while what came is measured. */
const COMING_MS = 1000;

/** The list of models, read again as long as something changes in it by itself. */
export function useModels() {
  const [models, setModels] = useState<Models | null>(null);
  const { failure, busy, attempt } = useTask();
  const reading = useTask();
  const { attempt: read } = reading;
  const refresh = useCallback(() => read(async () => setModels(await modelsApi.list())), [read]);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const changing = models?.models.some((model) => isComing(model) || unmeasured(model)) ?? false;
  useEffect(() => {
    if (!changing) return undefined;
    const timer = setInterval(() => void refresh(), COMING_MS);
    return () => clearInterval(timer);
  }, [changing, refresh]);
  /** Does something, then reads the list; whether it went well. */
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    const done = await attempt(async () => void (await work()));
    await refresh();
    return done;
  };
  return { models, failure: failure ?? reading.failure, busy, act };
}

/** What has just come is being measured. */
function unmeasured({ kind, download, measured, heard }: Models["models"][number]): boolean {
  return download?.state === "done" && ((kind === "llm" && !measured) || (kind === "stt" && !heard));
}
