import { useCallback, useEffect, useRef, useState } from "react";

import { api, problemOf } from "./api";
import { Composer } from "./components/Composer";
import { NewConversation } from "./components/NewConversation";
import { ProblemNote } from "./components/ProblemNote";
import { SettingsPanel } from "./components/SettingsPanel";
import { Sidebar } from "./components/Sidebar";
import { StatusStrip } from "./components/StatusStrip";
import { Thread } from "./components/Thread";
import { player } from "./speech";
import { strings } from "./strings";
import type { ConversationSummary, Done, Learner, LevelInfo, Problem, Scenario, Voice } from "./types";
import { useConversation } from "./useConversation";
import { usePreferences } from "./usePreferences";
import { useStatus } from "./useStatus";

function idInAddress(): string | null {
  return /^#\/c\/([0-9a-f]{32})$/.exec(location.hash)?.[1] ?? null;
}

export function App() {
  const preferences = usePreferences();
  const { status, gone } = useStatus();
  const [id, setId] = useState(idInAddress);
  const [list, setList] = useState<ConversationSummary[]>([]);
  const [levels, setLevels] = useState<LevelInfo[]>([]);
  const [scenarios, setScenarios] = useState<Scenario[]>([]);
  const [voices, setVoices] = useState<Voice[]>([]);
  const [learner, setLearner] = useState<Learner | null>(null);
  const [open, setOpen] = useState<"new" | "settings" | null>(null);
  const [menu, setMenu] = useState(false);
  const [editing, setEditing] = useState<{ id: string; text: string } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [announced, setAnnounced] = useState("");
  const autoplay = useRef(preferences.autoplay);
  useEffect(() => {
    autoplay.current = preferences.autoplay;
  }, [preferences.autoplay]);

  const refresh = useCallback(() => {
    api.conversations().then(setList, (error: unknown) => setProblem(problemOf(error)));
  }, []);

  const onDone = useCallback(
    (messageId: string, done: Done) => {
      setAnnounced(strings.reply.ended(done.text));
      if (autoplay.current && !done.stopped && done.text.trim()) void player.play(messageId, done.speech_url);
      refresh();
    },
    [refresh],
  );
  const talk = useConversation(id, onDone);

  useEffect(() => {
    const moved = () => setId(idInAddress());
    window.addEventListener("hashchange", moved);
    return () => window.removeEventListener("hashchange", moved);
  }, []);

  // Asked again when the server returns, so that a page opened too early fills itself.
  useEffect(() => {
    if (gone) return;
    refresh();
    api.get<LevelInfo[]>("/api/levels").then(setLevels, () => undefined);
    api.get<Scenario[]>("/api/scenarios").then(setScenarios, () => undefined);
    api.get<Voice[]>("/api/voices").then(setVoices, () => undefined);
    api.get<Learner>("/api/learner").then(setLearner, () => undefined);
  }, [gone, refresh]);

  const show = (wanted: string | null) => {
    player.stop();
    setEditing(null);
    setMenu(false);
    location.hash = wanted ? `#/c/${wanted}` : "";
  };

  const attempt = (work: Promise<unknown>) => {
    work.then(refresh, (error: unknown) => setProblem(problemOf(error)));
  };

  const begin = async (level: string, scenarioId: string) => {
    const begun = await api.begin(level, scenarioId);
    if (learner && learner.level !== level) attempt(api.learner({ level }).then(setLearner));
    setOpen(null);
    refresh();
    show(begun.id);
    if (preferences.autoplay) {
      const first = begun.messages[0];
      if (first?.speech_url) void player.play(first.id, first.speech_url);
    }
  };

  const scenario = scenarios.find((s) => s.id === talk.conversation?.scenario_id);
  return (
    <div className="app" data-menu={menu ? "open" : "closed"}>
      <Sidebar
        list={list}
        scenarios={scenarios}
        current={id}
        onOpen={show}
        onNew={() => setOpen("new")}
        onSettings={() => setOpen("settings")}
        onClose={() => setMenu(false)}
        onRename={(which, title) => attempt(api.change(which, { title }))}
        onRemove={(which) => {
          attempt(api.remove(which));
          if (which === id) show(null);
        }}
      />
      <main className="main">
        <header className="top">
          <button className="icon only-narrow" aria-label={strings.menu} onClick={() => setMenu(true)}>
            ☰
          </button>
          <h1 className="title">
            {talk.conversation ? (
              <>
                <span aria-hidden="true">{scenario?.icon} </span>
                {talk.conversation.title}
              </>
            ) : (
              strings.app
            )}
          </h1>
          {talk.conversation && (
            <select
              className="level-choice"
              aria-label={strings.chooseLevel}
              value={talk.conversation.level}
              disabled={talk.thread.turnId !== null}
              onChange={(e) => attempt(api.change(talk.conversation!.id, { level: e.target.value }).then(talk.adopt))}
            >
              {levels.map((level) => (
                <option key={level.id}>{level.id}</option>
              ))}
            </select>
          )}
        </header>
        <StatusStrip status={status} gone={gone} />
        {[problem, talk.problem].map(
          (p, i) => p && <ProblemNote key={i} problem={p} onClose={() => setProblem(null)} closable={i === 0} />,
        )}
        {id === null ? (
          <section className="welcome">
            <img src="/favicon.svg" alt="" width="72" height="72" />
            <h2 lang="es">{strings.empty.title}</h2>
            <p>{strings.empty.text}</p>
            <button className="primary" onClick={() => setOpen("new")}>
              {strings.newConversation}
            </button>
          </section>
        ) : (
          <>
            <Thread
              talk={talk}
              onEdit={(message) => setEditing({ id: message.id, text: message.text })}
              unsent={talk.unsent}
            />
            <Composer
              key={id}
              level={talk.conversation?.level ?? "B1"}
              limit={status?.text_limit ?? 4000}
              busy={talk.thread.turnId !== null || talk.thread.messages.at(-1)?.id === "local"}
              editing={editing}
              onCancelEdit={() => setEditing(null)}
              onStop={talk.stop}
              onSay={(said) => {
                setAnnounced(strings.reply.began);
                const replaces = editing?.id ?? null;
                setEditing(null);
                void talk.say(said, replaces);
              }}
            />
          </>
        )}
        <p className="visually-hidden" aria-live="polite">
          {announced}
        </p>
      </main>
      {open === "new" && (
        <NewConversation
          levels={levels}
          scenarios={scenarios}
          level={learner?.level ?? "A2"}
          onBegin={begin}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "settings" && learner && (
        <SettingsPanel
          learner={learner}
          levels={levels}
          voices={voices}
          preferences={preferences}
          onChange={(patch) => attempt(api.learner(patch).then(setLearner))}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
