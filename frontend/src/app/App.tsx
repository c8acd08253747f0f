import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { Session } from "../features/learners/account/api";
import type { DocumentInfo } from "../features/reading/api";
import { api, ApiError, toErrorBody } from "../shared/wire/client";
import {
  LEVELS,
  type Conversation,
  type ConversationSummary,
  type ErrorBody,
  type Learner,
  type Level,
  type LevelId,
  type Scenario,
} from "../shared/wire/types";
import { ConversationView } from "../features/conversation/ConversationView";
import { DeleteDialog } from "../shared/ui/DeleteDialog";
import { ErrorNote } from "../shared/ui/ErrorNote";
import { Home } from "./Home";
import { Icon } from "../shared/ui/Icon";
import { NewConversation } from "../features/conversation/NewConversation";
import { Settings } from "../features/learners/Settings";
import { Sidebar } from "./Sidebar";
import { StatusStrip } from "./StatusStrip";
import { useConversationList } from "../features/conversation/useConversationList";
import { conversationHash, goTo, HOME, readingHash, TEMPLATES, useRoute, type Route } from "./router";
import { useMediaQuery } from "../shared/ui/useMediaQuery";
import { usePreferences } from "../shared/usePreferences";
import { SpeechContext, useAudioUnlock } from "../shared/audio/useSpeech";
import { useStatus } from "./useStatus";
import { useTimezone } from "../features/cards/useTimezone";
import { SpeechPlayer } from "../shared/audio/speech";
import { Outbox } from "../features/conversation/outbox";
import { strings } from "../shared/i18n/strings";

const Progress = lazy(() => import("../features/progress/Progress"));
const Practice = lazy(() => import("../features/exercises/practice/Practice"));
const MapPage = lazy(() => import("../features/exercises/map/MapPage"));
const PlacementPage = lazy(() => import("../features/exercises/placement/PlacementPage"));
const TemplatesPage = lazy(() => import("../features/llm/templates/TemplatesPage"));
const DocumentsPage = lazy(() => import("../features/reading/DocumentsPage"));
const DocumentPage = lazy(() => import("../features/reading/DocumentPage"));
const TurnsPage = lazy(() => import("../features/llm/turns/TurnsPage"));
const FollowPage = lazy(() => import("../features/conversation/following/FollowPage"));
const ShareDialog = lazy(() => import("../features/conversation/following/ShareDialog"));
const AccountDialog = lazy(() => import("../features/learners/account/AccountDialog"));

type OpenDialog =
  | { kind: "new" | "settings" | "account" }
  | { kind: "share"; conversationId: string }
  | { kind: "delete"; conversation: ConversationSummary }
  | null;

interface Props {
  session: Session;
  /** False while the page waits behind the sign-in screen. */
  present: boolean;
  onLeft: () => Promise<void>;
}

/** The page: the list of conversations on one side, the open one beside it. */
export function App({ session, present, onLeft }: Props) {
  const [player] = useState(() => new SpeechPlayer());
  const [outbox] = useState(() => new Outbox());
  const server = useStatus();
  const account = session.accounts ? session.account : null;
  const route = useRoute();
  const openId = route.page === "conversation" ? route.id : null;
  const returns = useReturns(present);
  // What was read before the server went away, or before the session ended, may no longer be so.
  const arrivals = server.arrivals + returns;
  const list = useConversationList(arrivals);
  const [preferences, setPreferences] = usePreferences();
  const narrow = useMediaQuery("(max-width: 860px)");
  const systemDark = useMediaQuery("(prefers-color-scheme: dark)");
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const [learner, setLearner] = useState<Learner | null>(null);
  const [levels, setLevels] = useState<Level[]>([]);
  const [scenarios, setScenarios] = useState<Scenario[]>([]);
  const [opened, setOpened] = useState<Conversation | null>(null);
  const fresh = useRef<string | null>(null);
  useAudioUnlock(player);
  useEffect(() => {
    if (!present) player.stop();
  }, [present, player]);

  useEffect(() => {
    const ignore = (): void => undefined;
    api.learner().then(setLearner, ignore);
    api.levels().then(setLevels, ignore);
    api.scenarios().then(setScenarios, ignore);
  }, [arrivals]);

  useTimezone(learner?.id);

  const { conversations, refresh } = list;
  const openRow = conversations.find(({ id }) => id === openId) ?? (opened?.id === openId ? opened : null);
  const title = pageTitle(route) ?? openRow?.title ?? null;
  useEffect(() => {
    document.title = title ? `${title} – ${strings.app}` : strings.app;
  }, [title]);

  const closeDialog = useCallback(() => setDialog(null), []);
  const openNew = useCallback(() => {
    setDrawerOpen(false);
    setDialog({ kind: "new" });
  }, []);
  const created = (conversation: Conversation): void => {
    fresh.current = conversation.id;
    setDialog(null);
    refresh();
    goTo(conversationHash(conversation.id));
  };
  const talkAbout = async ({ id }: DocumentInfo): Promise<void> => {
    created(await api.createConversation(learner?.level ?? "A1", { document_id: id }));
  };
  const readTogether = async ({ id, place }: DocumentInfo): Promise<void> => {
    // What was begun is gone on with.
    const known = conversations.find(({ document_id }) => document_id === id);
    const about = { document_id: id, reading: true } as const;
    const { id: conversationId } = known ?? (await api.createConversation(learner?.level ?? "A1", about));
    if (!known) refresh();
    goTo(readingHash(conversationId, place || 1));
  };
  const aboutDocuments = {
    onTalk: (document: DocumentInfo) => attempt(talkAbout(document)),
    onReadTogether: (document: DocumentInfo) => attempt(readTogether(document)),
  };
  const attempt = (work: Promise<void>): void => {
    setFailure(null);
    work.catch((error: unknown) => setFailure(toErrorBody(error)));
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
  const onLoaded = useCallback((conversation: Conversation) => {
    setOpened(conversation);
    fresh.current = null;
  }, []);

  useEffect(() => {
    if (!drawerOpen) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setDrawerOpen(false);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [drawerOpen]);

  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (outbox.holdsRecordings) event.preventDefault();
    };
    window.addEventListener("beforeunload", onUnload);
    return () => window.removeEventListener("beforeunload", onUnload);
  }, [outbox]);

  const dark = preferences.theme === "auto" ? systemDark : preferences.theme === "dark";
  const sidebarShown = !narrow || drawerOpen;
  return (
    <SpeechContext value={player}>
      <div className={`app${narrow ? " narrow" : ""}`}>
        <a className="skip" href="#main" onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>("#main")?.focus();
        }}>
          {strings.skip}
        </a>
        {narrow && drawerOpen && <div className="backdrop" onClick={() => setDrawerOpen(false)} />}
        {sidebarShown && (
          <Sidebar
            conversations={conversations}
            openId={openId}
            page={route.page}
            more={list.more}
            drawer={narrow}
            onNew={openNew}
            onMore={() => attempt(list.loadMore())}
            onRename={(id, name) => attempt(list.change(id, { title: name }))}
            onDelete={(conversation) => setDialog({ kind: "delete", conversation })}
            account={account}
            onSettings={() => setDialog({ kind: "settings" })}
            onAccount={() => setDialog({ kind: "account" })}
            onClose={() => setDrawerOpen(false)}
          />
        )}
        <main id="main" className="main" tabIndex={-1}>
          <header className="topbar">
            {narrow && (
              <button
                type="button"
                className="icon-button"
                aria-label={strings.sidebar.open}
                aria-expanded={drawerOpen}
                onClick={() => setDrawerOpen(true)}
              >
                <Icon name="menu" />
              </button>
            )}
            <div className="topbar-title">
              {openId && openRow && (
                <>
                  <h1>{openRow.title}</h1>
                  <select
                    className="level-choice"
                    aria-label={strings.levelOf}
                    title={strings.levelOf}
                    value={openRow.level}
                    onChange={(event) => attempt(list.change(openId, { level: event.target.value as LevelId }))}
                  >
                    {LEVELS.map((level) => (
                      <option key={level}>{level}</option>
                    ))}
                  </select>
                  {opened?.id === openId && opened.template.version !== null && (
                    <a className="tag template-tag" href={TEMPLATES} data-testid="conversation-template">
                      {strings.templates.used(opened.template.name, opened.template.version)}
                    </a>
                  )}
                </>
              )}
            </div>
            {openId && openRow && (
              <button
                type="button"
                className="icon-button"
                aria-label={strings.share.title}
                title={strings.share.title}
                data-testid="share"
                onClick={() => setDialog({ kind: "share", conversationId: openId })}
              >
                <Icon name="eye" />
              </button>
            )}
            <button
              type="button"
              className="icon-button"
              aria-label={dark ? strings.theme.toLight : strings.theme.toDark}
              onClick={() => setPreferences({ theme: dark ? "light" : "dark" })}
            >
              <Icon name={dark ? "sun" : "moon"} />
            </button>
            {narrow && (
              <button
                type="button"
                className="icon-button"
                aria-label={strings.sidebar.new}
                data-testid="new-conversation"
                onClick={openNew}
              >
                <Icon name="plus" />
              </button>
            )}
          </header>
          <StatusStrip {...server} />
          {failure && (
            <ErrorNote message={failure.message} action={failure.action}>
              <button type="button" className="button small plain" onClick={() => setFailure(null)}>
                {strings.close}
              </button>
            </ErrorNote>
          )}
          {route.page === "progress" ? (
            <Suspense>
              <Progress />
            </Suspense>
          ) : route.page === "turns" ? (
            <Suspense>
              <TurnsPage />
            </Suspense>
          ) : route.page === "follow" ? (
            <Suspense>
              <FollowPage key={route.token} token={route.token} />
            </Suspense>
          ) : route.page === "practice" ? (
            <Suspense>
              <Practice
                key={route.point}
                point={route.point}
                firstLanguage={learner?.first_language ?? "en"}
                limitSeconds={server.status?.audio_limit_s ?? null}
              />
            </Suspense>
          ) : route.page === "map" ? (
            <Suspense>
              <MapPage point={route.point} firstLanguage={learner?.first_language ?? "en"} />
            </Suspense>
          ) : route.page === "placement" ? (
            <Suspense>
              <PlacementPage
                learner={learner}
                limitSeconds={server.status?.audio_limit_s ?? null}
                onLearner={setLearner}
              />
            </Suspense>
          ) : route.page === "templates" ? (
            <Suspense>
              <TemplatesPage learner={learner} scenarios={scenarios} />
            </Suspense>
          ) : route.page === "documents" ? (
            <Suspense>
              <DocumentsPage {...aboutDocuments} />
            </Suspense>
          ) : route.page === "document" ? (
            <Suspense>
              <DocumentPage
                key={route.id}
                id={route.id}
                at={route.at}
                level={learner?.level ?? "A1"}
                {...aboutDocuments}
              />
            </Suspense>
          ) : openId ? (
            <ConversationView
              key={openId}
              id={openId}
              readFrom={route.page === "conversation" ? route.read : null}
              level={openRow?.level ?? learner?.level ?? "A1"}
              learner={learner}
              status={server.status}
              preferences={preferences}
              isFresh={() => fresh.current === openId}
              outbox={outbox}
              arrivals={arrivals}
              onChanged={refresh}
              onLoaded={onLoaded}
            />
          ) : (
            <Home latest={conversations[0] ?? null} onNew={openNew} />
          )}
        </main>
        {dialog?.kind === "new" && (
          <NewConversation
            levels={levels}
            scenarios={scenarios}
            level={learner?.level ?? "A1"}
            template={learner?.template_id ?? null}
            onCreated={created}
            onClose={closeDialog}
          />
        )}
        {dialog?.kind === "settings" && (
          <Settings
            learner={learner}
            preferences={preferences}
            version={server.status?.version ?? null}
            onLearner={setLearner}
            onPreferences={setPreferences}
            onClose={closeDialog}
          />
        )}
        {dialog?.kind === "share" && (
          <Suspense>
            <ShareDialog conversationId={dialog.conversationId} onClose={closeDialog} />
          </Suspense>
        )}
        {dialog?.kind === "account" && account && (
          <Suspense>
            <AccountDialog account={account} onLeft={onLeft} onClose={closeDialog} />
          </Suspense>
        )}
        {dialog?.kind === "delete" && (
          <DeleteDialog
            title={strings.sidebar.removeTitle}
            text={strings.sidebar.removeText(dialog.conversation.title)}
            onDelete={() => attempt(remove(dialog.conversation.id))}
            onClose={closeDialog}
          />
        )}
      </div>
    </SpeechContext>
  );
}

const TITLED = ["progress", "practice", "map", "placement", "templates", "documents", "turns"] as const;

function pageTitle({ page }: Route): string | null {
  const titled = TITLED.find((name) => name === page);
  if (page === "document") return strings.documents.title;
  return titled ? strings[titled].title : page === "follow" ? strings.follow.untitled : null;
}

/** Counts how often the page came back from behind the sign-in screen. */
function useReturns(present: boolean): number {
  const [state, setState] = useState({ present, returns: 0 });
  if (state.present !== present) setState({ present, returns: state.returns + (present ? 1 : 0) });
  return state.returns;
}
