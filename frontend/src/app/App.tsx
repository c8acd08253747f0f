import { conversationApi } from "../features/conversation/api";
import type { Session } from "../features/learners/account/api";
import type { DocumentInfo } from "../features/reading/api";
import { ApiError, toErrorBody } from "../shared/wire/http";
import type { Conversation, ErrorBody, LevelId } from "../shared/wire/types";
import { useCallback, useEffect, useRef, useState } from "react";
import { Outbox } from "../features/conversation/outbox";
import { useConversationList } from "../features/conversation/useConversationList";
import { soundOrKept } from "../features/cards/offline/soundOrKept";
import { PocketContext, useFilledPocket } from "../features/cards/offline/usePocket";
import { useReminder } from "../features/learners/useReminder";
import { useTimezone } from "../features/cards/useTimezone";
import { SpeechPlayer } from "../shared/audio/speech";
import { SpeechContext, useAudioUnlock } from "../shared/audio/useSpeech";
import { bringRest } from "../shared/i18n/choice";
import { common } from "../shared/i18n/common";
import { conversationHash, goTo, HOME, readingHash } from "../shared/routes";
import { ErrorNote } from "../shared/ui/ErrorNote";
import { useKeys } from "../shared/ui/useKeys";
import { lazyPart } from "../shared/ui/lazyPart";
import { useMediaQuery } from "../shared/ui/useMediaQuery";
import { useTitle } from "../shared/ui/useTitle";
import { usePreferences } from "../shared/usePreferences";
import { BottomBar } from "./BottomBar";
import { Boundary } from "./Boundary";
import { Dialogs, type OpenDialog } from "./Dialogs";
import { Home } from "./Home";
import { Page } from "./Page";
import { pageKey, useRoute } from "./router";
import { Sidebar } from "./Sidebar";
import { SkipLink } from "./SkipLink";
import { StatusStrip } from "./StatusStrip";
import { TopBar } from "./TopBar";
import { useDrawer } from "./useDrawer";
import { useFocusOnPage } from "./useFocusOnPage";
import { useLearner } from "./useLearner";
import { useReturns } from "./useReturns";
import { useStatus } from "./useStatus";
import { useTypedAhead } from "./useTypedAhead";

const loadConversationView = () => import("../features/conversation/ConversationView");
const ConversationView = lazyPart(loadConversationView);
/** Somebody who has come to talk reads this long, in ms. */
const AHEAD_MS = 3000;

interface Props {
  session: Session;
  /** False while the page waits behind the sign-in screen. */
  present: boolean;
  onLeft: () => Promise<void>;
}

/** The page: the list of conversations on one side, what is open beside it. */
export function App({ session, present, onLeft }: Props) {
  const [player] = useState(() => new SpeechPlayer(soundOrKept));
  const [outbox] = useState(() => new Outbox());
  const server = useStatus();
  const account = session.accounts ? session.account : null;
  const route = useRoute();
  const openId = route.page === "conversation" ? route.id : null;
  const returns = useReturns(present);
  // What was read before the server went away, or before the session ended, may no longer be so.
  const arrivals = server.arrivals + returns;
  const list = useConversationList(arrivals);
  const about = useLearner(arrivals);
  const { learner } = about;
  const [preferences, setPreferences] = usePreferences();
  const narrow = useMediaQuery("(max-width: 860px)");
  const systemDark = useMediaQuery("(prefers-color-scheme: dark)");
  const dark = preferences.theme === "auto" ? systemDark : preferences.theme === "dark";
  const drawer = useDrawer();
  useFocusOnPage(pageKey(route));
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const [opened, setOpened] = useState<Conversation | null>(null);
  const fresh = useRef<string | null>(null);
  useAudioUnlock(player);
  useTimezone(learner?.id);
  useReminder(learner);
  const pocket = useFilledPocket(learner?.id, arrivals);
  useEffect(() => {
    if (!present) player.stop();
  }, [present, player]);
  useEffect(() => {
    // While nobody waits for it. A part that needs its sentences sooner brings them itself.
    bringRest().catch(() => undefined);
    const timer = setTimeout(() => void loadConversationView().catch(() => undefined), AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (outbox.holdsRecordings) event.preventDefault();
    };
    window.addEventListener("beforeunload", onUnload);
    return () => window.removeEventListener("beforeunload", onUnload);
  }, [outbox]);

  const { conversations, refresh } = list;
  const loaded = opened?.id === openId ? opened : null;
  const openRow = openId === null ? null : (conversations.find(({ id }) => id === openId) ?? loaded);
  const named = route.page === "home" || route.page === "conversation";
  useTitle(named ? (openRow?.title ?? null) : undefined);

  const closeDialog = useCallback(() => setDialog(null), []);
  const openNew = (scene: string | null = null, level: LevelId | null = null): void => {
    drawer.close();
    if (account !== null) about.readScenes();
    setDialog({ kind: "new", scene, level });
  };
  const search = (): void => {
    drawer.close();
    setDialog({ kind: "search", typed: "" });
  };
  const archive = async (id: string, archived: boolean): Promise<void> => {
    await list.archive(id, archived);
    if (opened?.id === id) setOpened({ ...opened, archived });
  };
  const typeAhead = useCallback((letter: string) => {
    setDialog((open) => (open?.kind === "search" ? { ...open, typed: open.typed + letter } : open));
  }, []);
  useTypedAhead(dialog?.kind === "search", typeAhead);
  useKeys((key, event) => {
    if (dialog) return; // it is on its way
    if (key === "?" || key === "/") event.preventDefault();
    if (key === "?") setDialog({ kind: "shortcuts" });
    else if (key === "n") openNew();
    else if (key === "/") search();
  });
  const attempt = (work: Promise<void>): void => {
    setFailure(null);
    work.catch((error: unknown) => setFailure(toErrorBody(error)));
  };
  /** A second press while a conversation is being made is none. */
  const beginning = useRef(false);
  const begin = (work: () => Promise<void>): void => {
    if (beginning.current) return;
    beginning.current = true;
    attempt(work().finally(() => void (beginning.current = false)));
  };
  const created = (conversation: Conversation): void => {
    fresh.current = conversation.id;
    setDialog(null);
    refresh();
    goTo(conversationHash(conversation.id));
  };
  const onLoaded = useCallback((conversation: Conversation) => {
    setOpened(conversation);
    fresh.current = null;
  }, []);
  const talkAbout = async ({ id }: DocumentInfo): Promise<void> => {
    created(await conversationApi.create(learner?.level ?? "A1", { document_id: id }));
  };
  const practise = async (what: { point_id: string } | { words: string[] }): Promise<void> => {
    created(await conversationApi.create(learner?.level ?? "A1", what));
  };
  const readTogether = async ({ id, place }: DocumentInfo): Promise<void> => {
    // What was begun is gone on with.
    const known = conversations.find(({ document_id }) => document_id === id);
    const reading = { document_id: id, reading: true } as const;
    const { id: conversationId } = known ?? (await conversationApi.create(learner?.level ?? "A1", reading));
    if (!known) refresh();
    goTo(readingHash(conversationId, place || 1));
  };
  const remove = async (id: string): Promise<void> => {
    setDialog(null);
    try {
      await list.remove(id);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
    outbox.dropConversation(id);
    if (id === openId) goTo(HOME);
  };

  return (
    <SpeechContext value={player}>
      <PocketContext value={pocket}>
      <div className={`app${narrow ? " narrow" : ""}`}>
        <SkipLink />
        {narrow && drawer.open && <div className="backdrop" onClick={drawer.close} />}
        {(!narrow || drawer.open) && (
          <Sidebar
            conversations={conversations}
            known={list.known}
            openId={openId}
            page={route.page}
            more={list.more}
            drawer={narrow}
            account={account}
            onNew={() => openNew()}
            onMore={() => attempt(list.loadMore())}
            onRename={(id, title) => attempt(list.change(id, { title }))}
            onDelete={(conversation) => setDialog({ kind: "delete", conversation })}
            onSearch={search}
            onArchive={(id) => attempt(archive(id, true))}
            onArchived={() => setDialog({ kind: "archive" })}
            onShortcuts={() => setDialog({ kind: "shortcuts" })}
            onSettings={() => setDialog({ kind: "settings" })}
            onAccount={() => setDialog({ kind: "account" })}
            onClose={drawer.close}
          />
        )}
        <main id="main" className="main" tabIndex={-1}>
          <TopBar
            conversation={openRow}
            template={loaded?.template ?? null}
            narrow={narrow}
            drawerOpen={drawer.open}
            dark={dark}
            onDrawer={drawer.show}
            onLevel={(level) => openId && attempt(list.change(openId, { level }))}
            onShare={() => openId && setDialog({ kind: "share", conversationId: openId })}
            onListening={() => openId && setDialog({ kind: "listening", conversationId: openId })}
            onWhole={() => loaded && setDialog({ kind: "whole", conversation: loaded })}
            onTheme={() => setPreferences({ theme: dark ? "light" : "dark" })}
            onNew={() => openNew()}
          />
          <StatusStrip {...server} />
          {failure && (
            <ErrorNote message={failure.message} action={failure.action}>
              <button type="button" className="button small plain" onClick={() => setFailure(null)}>
                {common.close}
              </button>
            </ErrorNote>
          )}
          <Boundary key={pageKey(route)}>
            {route.page === "conversation" ? (
              <ConversationView
                key={route.id}
                id={route.id}
                readFrom={route.read}
                showAt={route.at}
                level={openRow?.level ?? learner?.level ?? "A1"}
                learner={learner}
                status={server.status}
                preferences={preferences}
                isFresh={() => fresh.current === route.id}
                outbox={outbox}
                arrivals={arrivals}
                onChanged={refresh}
                onLoaded={onLoaded}
                onScene={(scene) => openNew(scene)}
              />
            ) : route.page === "home" || route.page === "setup" || route.page === "join" || route.page === "reset" ? (
              <Home
                {...about}
                latest={list.known ? (conversations[0] ?? null) : undefined}
                arrivals={arrivals}
                inClasses={account !== null}
                onNew={openNew}
                onCreated={created}
              />
            ) : (
              <Page
                route={route}
                learner={learner}
                scenarios={about.scenarios}
                limitSeconds={server.status?.audio_limit_s ?? null}
                teaches={account !== null && account.role !== "learner"}
                aboutDocuments={{
                  onTalk: (document) => begin(() => talkAbout(document)),
                  onReadTogether: (document) => begin(() => readTogether(document)),
                }}
                onPractise={(what) => begin(() => practise(what))}
                onLearner={about.setLearner}
                onScene={openNew}
              />
            )}
          </Boundary>
        </main>
        {narrow && (
          <BottomBar
            page={route.page}
            talk={conversations[0] ? conversationHash(openId ?? conversations[0].id) : null}
            moreOpen={drawer.open}
            onTalk={() => openNew()}
            onMore={drawer.show}
          />
        )}
        {dialog && (
          <Dialogs
            {...about}
            dialog={dialog}
            preferences={preferences}
            version={server.status?.version ?? null}
            partner={server.status?.partner}
            account={account}
            elsewhere={session.elsewhere}
            onPreferences={setPreferences}
            onCreated={created}
            onArchive={(id, archived) => {
              const done = archive(id, archived);
              attempt(done);
              return done;
            }}
            onDelete={(id) => attempt(remove(id))}
            onLeft={onLeft}
            onClose={closeDialog}
          />
        )}
      </div>
      </PocketContext>
    </SpeechContext>
  );
}
