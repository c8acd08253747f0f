import { useEffect, useState } from "react";
import { toErrorBody } from "../../../shared/wire/http";
import type { ErrorBody } from "../../../shared/wire/types";

/** Something on the server by its id; null until it is there. `read` must stay the same function. */
export function useOne<Thing>(
  read: (id: string) => Promise<Thing>,
  id: string,
): { found: Thing | null; failure: ErrorBody | null } {
  const [found, setFound] = useState<Thing | null>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  useEffect(() => {
    let left = false;
    setFound(null);
    setFailure(null);
    read(id).then(
      (thing) => !left && setFound(thing),
      (error: unknown) => !left && setFailure(toErrorBody(error)),
    );
    return () => {
      left = true;
    };
  }, [read, id]);
  return { found, failure };
}
