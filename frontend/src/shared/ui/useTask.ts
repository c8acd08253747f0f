import { toErrorBody } from "../wire/http";
import type { ErrorBody } from "../wire/types";
import { useCallback, useState } from "react";

export interface Task {
  failure: ErrorBody | null;
  busy: boolean;
  /** Runs the work; whether it succeeded. What went wrong is then in `failure`. */
  attempt: (work: () => Promise<void>) => Promise<boolean>;
}

/** One thing at a time that may fail, for a form or a list. */
export function useTask(): Task {
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(toErrorBody(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { failure, busy, attempt };
}
