import { accountApi, type Session } from "./api";
import { ApiError, SIGN_IN_NEEDED } from "../../../shared/wire/http";
import { useCallback, useEffect, useState } from "react";

/** A tutor without accounts, or one that is older than they are. */
const OPEN: Session = { accounts: false, signed_in: false, needs_owner: false, elsewhere: null, account: null };
/** A tutor that has not said within this who is here is taken to be away; its answer still counts when it comes. */
const PATIENCE_MS = 3000;
const AGAIN_MS = 2000;

export interface SessionState {
  /** Null until the server has been asked. */
  session: Session | null;
  /** The server could not be asked since the page was opened. */
  away: boolean;
  refresh: () => Promise<void>;
}

/** Who is signed in; asked again whenever the server refuses something because nobody is. */
export function useSession(): SessionState {
  const [session, setSession] = useState<Session | null>(null);
  const [away, setAway] = useState(false);

  const refresh = useCallback(async () => {
    try {
      setSession(await accountApi.session());
    } catch (error) {
      // Who was signed in stays so until the server denies it.
      if (error instanceof ApiError && error.body.code === "network") setAway(true);
      else setSession((known) => known ?? OPEN);
    }
  }, []);
  useEffect(() => {
    const ask = (): void => void refresh();
    ask();
    document.addEventListener(SIGN_IN_NEEDED, ask);
    return () => document.removeEventListener(SIGN_IN_NEEDED, ask);
  }, [refresh]);
  const unknown = session === null;
  useEffect(() => {
    if (!unknown) return;
    const patience = setTimeout(() => setAway(true), PATIENCE_MS);
    return () => clearTimeout(patience);
  }, [unknown]);
  useEffect(() => {
    if (!unknown || !away) return;
    const ask = (): void => void refresh();
    const timer = setInterval(ask, AGAIN_MS);
    window.addEventListener("online", ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", ask);
    };
  }, [unknown, away, refresh]);

  return { session, away: away && unknown, refresh };
}
