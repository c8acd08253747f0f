import { useCallback, useEffect, useState } from "react";
import { App } from "./App";
import { emptyLastPocket } from "../features/cards/offline/usePocket";
import { forgetTexts } from "../shared/tabStorage";
import { useRoute } from "./router";
import { goTo, HOME } from "../shared/routes";
import { lazyPart } from "../shared/ui/lazyPart";
import { useSession } from "../features/learners/account/useSession";
import { PasswordPrompt } from "../features/learners/account/PasswordPrompt";

const WindowPage = lazyPart(() => import("../features/courses/WindowPage"));
const OfflineShell = lazyPart(() => import("./OfflineShell"));
const Welcome = lazyPart(() => import("../features/learners/account/Welcome"));

/**
 * Lets in whoever may come in. A tutor without accounts never shows any of this. When a session ends while somebody
 * is here, the page waits behind the sign-in screen with all that was typed, and comes back for the same account.
 */
export function Gate() {
  const { session, away, refresh } = useSession();
  const route = useRoute();
  /** Who comes by the link of a class has said that they have an account. */
  const [known, setKnown] = useState(false);
  const [guest, setGuest] = useState<string | null>(null);
  const here = session?.account?.id ?? null;
  if (here !== null && here !== guest) {
    // Somebody else has come: what the one before left unsent is none of their business.
    if (guest !== null) forgetTexts();
    setGuest(here);
  }

  // Who was here may have been signed out from elsewhere: their cards are not the next one's.
  const nobody = session !== null && session.accounts && !session.signed_in;
  useEffect(() => {
    if (nobody) void emptyLastPocket();
  }, [nobody]);

  const welcomed = useCallback(async () => {
    await refresh();
    if (/^#\/(setup|join|reset|problem)/.test(window.location.hash)) goTo(HOME);
  }, [refresh]);
  const left = useCallback(async () => {
    await emptyLastPocket();
    await refresh();
    setGuest(null);
    forgetTexts();
    goTo(HOME);
  }, [refresh]);

  // There it cannot be known who one is.
  if (route.page === "courseWindow") return <WindowPage token={route.token} />;
  if (session === null) return away && <OfflineShell onRetry={refresh} />;
  // Whoever is here: the link is somebody's, who need not be the one that is signed in.
  const resetting = route.page === "reset" && session.accounts && !session.needs_owner;
  const inside = !resetting && (!session.accounts || session.signed_in);
  const invited = route.page === "join" || (route.page === "joinClass" && !known);
  const kind = session.needs_owner ? "setup" : resetting ? "reset" : invited ? "join" : "signIn";
  return (
    <>
      {(inside || guest !== null) && (
        <div hidden={!inside}>
          <PasswordPrompt account={session.account} elsewhere={session.elsewhere} />
          <App key={guest} session={session} present={inside} onLeft={left} />
        </div>
      )}
      {!inside && (
        <Welcome
          key={kind}
          kind={kind}
          token={"token" in route ? route.token : ""}
          elsewhere={session.elsewhere}
          problem={route.page === "problem" ? route.code : null}
          onDone={welcomed}
          onKnown={resetting ? () => goTo(HOME) : route.page === "joinClass" ? () => setKnown(!known) : null}
        />
      )}
    </>
  );
}
