import { accountApi, type Session } from "./api";
import { SIGN_IN_NEEDED } from "../../../shared/wire/http";
import { useCallback, useEffect, useState } from "react";

/** A tutor without accounts, or one that is older than they are. */
const OPEN: Session = { accounts: false, signed_in: false, needs_owner: false, account: null };

export interface SessionState {
  /** Null until the server has been asked. */
  session: Session | null;
  refresh: () => Promise<void>;
}

/** Who is signed in; asked again whenever the server refuses something because nobody is. */
export function useSession(): SessionState {
  const [session, setSession] = useState<Session | null>(null);

  const refresh = useCallback(async () => {
    try {
      setSession(await accountApi.session());
    } catch {
      // Not there, or not reachable: the page itself says so. Who was signed in stays so until the server denies it.
      setSession((known) => known ?? OPEN);
    }
  }, []);
  useEffect(() => {
    const ask = (): void => void refresh();
    ask();
    document.addEventListener(SIGN_IN_NEEDED, ask);
    return () => document.removeEventListener(SIGN_IN_NEEDED, ask);
  }, [refresh]);

  return { session, refresh };
}
