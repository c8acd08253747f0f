import { useEffect, useState } from "react";
import { KeptHere } from "../features/cards/offline/KeptHere";
import { soundOrKept } from "../features/cards/offline/soundOrKept";
import { lastPocket, PocketContext, usePocket } from "../features/cards/offline/usePocket";
import { SpeechPlayer } from "../shared/audio/speech";
import { SpeechContext, useAudioUnlock } from "../shared/audio/useSpeech";
import { common } from "../shared/i18n/common";
import { HOME, PRACTICE } from "../shared/routes";
import { lazyPart } from "../shared/ui/lazyPart";
import { useRoute } from "./router";
import { strings } from "./strings";

const Practice = lazyPart(() => import("../features/exercises/practice/Practice"));

/** The page when it is opened where the tutor cannot be reached: what works, and how to go on. */
export default function OfflineShell({ onRetry }: { onRetry: () => Promise<void> }) {
  const [player] = useState(() => new SpeechPlayer(soundOrKept));
  const [pocket] = useState(lastPocket);
  const route = useRoute();
  useAudioUnlock(player);
  return (
    <SpeechContext value={player}>
      <PocketContext value={pocket}>
        <div className="app narrow">
          <main id="main" className="main" tabIndex={-1} data-testid="offline-shell">
            <header className="topbar">
              <a className="brand" href={HOME}>
                <img src="/favicon.svg" alt="" width="30" height="30" />
                {common.app}
              </a>
            </header>
            {route.page === "practice" && pocket ? (
              <Practice point={route.point} limitSeconds={null} />
            ) : (
              <Meanwhile onRetry={onRetry} />
            )}
          </main>
        </div>
      </PocketContext>
    </SpeechContext>
  );
}

function Meanwhile({ onRetry }: { onRetry: () => Promise<void> }) {
  const [there, setThere] = useState<{ cards: number; drills: number } | null>(null);
  const pocket = usePocket();
  const text = strings.offline;
  useEffect(() => {
    if (!pocket) return;
    Promise.all([pocket.due(), pocket.deck()]).then(
      ([cards, deck]) => deck && setThere({ cards: cards.length, drills: deck.items.length }),
      () => undefined,
    );
  }, [pocket]);
  return (
    <div className="home" data-testid="meanwhile">
      <h1>{text.title}</h1>
      <p className="meaning" role="status">
        {text.text}
      </p>
      <section className="meanwhile">
        <h2>{text.works}</h2>
        {there ? (
          <>
            <ul className="plain-list">
              <li>{text.cards(there.cards)}</li>
              <li>{text.drills(there.drills)}</li>
            </ul>
            <p className="quiet">{text.kept}</p>
            <KeptHere here={false} />
          </>
        ) : (
          <p>{text.nothing}</p>
        )}
        <h2>{text.waits}</h2>
        <p>{text.needs}</p>
      </section>
      <div className="button-row">
        {there && (
          <a className="button large" href={PRACTICE} data-testid="practise-here">
            {text.practise}
          </a>
        )}
        <button type="button" className="button large plain" onClick={() => void onRetry()}>
          {strings.status.retryNow}
        </button>
      </div>
    </div>
  );
}
