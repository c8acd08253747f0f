import { useState } from "react";

import { strings } from "../strings";
import type { ConversationSummary, Scenario } from "../types";

export function Sidebar(props: {
  list: ConversationSummary[];
  scenarios: Scenario[];
  current: string | null;
  onOpen: (id: string) => void;
  onNew: () => void;
  onSettings: () => void;
  onClose: () => void;
  onRename: (id: string, title: string) => void;
  onRemove: (id: string) => void;
}) {
  const [renaming, setRenaming] = useState<string | null>(null);
  return (
    <>
      <div className="veil" onClick={props.onClose} />
      <aside className="side" aria-label={strings.conversations}>
        <div className="brand">
          <img src="/favicon.svg" alt="" width="34" height="34" />
          <span>{strings.app}</span>
        </div>
        <button className="primary wide" data-testid="new-conversation" onClick={props.onNew}>
          {strings.newConversation}
        </button>
        <nav className="list" aria-label={strings.conversations}>
          {props.list.map((c) => (
            <div className="entry" key={c.id} aria-current={c.id === props.current ? "page" : undefined}>
              {renaming === c.id ? (
                <form
                  onSubmit={(e) => {
                    e.preventDefault();
                    const title = String(new FormData(e.currentTarget).get("title")).trim();
                    if (title) props.onRename(c.id, title);
                    setRenaming(null);
                  }}
                >
                  <input
                    name="title"
                    defaultValue={c.title}
                    maxLength={120}
                    autoFocus
                    aria-label={strings.rename}
                    onBlur={(e) => e.currentTarget.form?.requestSubmit()}
                    onKeyDown={(e) => e.key === "Escape" && setRenaming(null)}
                  />
                </form>
              ) : (
                <>
                  <button className="open" onClick={() => props.onOpen(c.id)}>
                    <span className="entry-title">
                      <span aria-hidden="true">{props.scenarios.find((s) => s.id === c.scenario_id)?.icon}</span>{" "}
                      {c.title} <small>{c.level}</small>
                    </span>
                    <span className="entry-text" lang="es">
                      {c.last_text}
                    </span>
                  </button>
                  <span className="entry-tools">
                    <button className="icon" aria-label={`${strings.rename}: ${c.title}`} onClick={() => setRenaming(c.id)}>
                      ✎
                    </button>
                    <button
                      className="icon"
                      aria-label={`${strings.remove}: ${c.title}`}
                      onClick={() => confirm(strings.removeSure(c.title)) && props.onRemove(c.id)}
                    >
                      🗑
                    </button>
                  </span>
                </>
              )}
            </div>
          ))}
        </nav>
        <button className="plain wide" onClick={props.onSettings}>
          ⚙ {strings.settings}
        </button>
      </aside>
    </>
  );
}
