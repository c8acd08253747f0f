import type { Account } from "../features/learners/account/api";
import type { ConversationSummary } from "../shared/wire/types";
import { useState } from "react";
import { type Route } from "./router";
import { CLASSES, conversationHash, DOCUMENTS, LONGER, MAP, PRACTICE, PROGRESS, WORDS } from "../shared/routes";
import { shortDate } from "../shared/i18n/format";
import { common } from "../shared/i18n/common";
import { strings } from "./strings";
import { Icon } from "../shared/ui/Icon";
import { RenameButton, TitleForm } from "../shared/ui/TitleForm";

interface Props {
  conversations: ConversationSummary[];
  /** They have been read: until then nothing is said of them, and nothing stands where they will. */
  known: boolean;
  openId: string | null;
  page: Route["page"];
  more: boolean;
  /** Shown as a drawer over the page. */
  drawer: boolean;
  onNew: () => void;
  onMore: () => void;
  onRename: (id: string, title: string) => void;
  onDelete: (conversation: ConversationSummary) => void;
  /** Null on a tutor without accounts. */
  account: Account | null;
  onSettings: () => void;
  onShortcuts: () => void;
  onSearch: () => void;
  onArchive: (id: string) => void;
  onArchived: () => void;
  onAccount: () => void;
  onClose: () => void;
}

const PAGES = [
  { name: "practice", hash: PRACTICE, icon: "cards" },
  { name: "longer", hash: `${LONGER}/gaps`, icon: "edit" },
  { name: "words", hash: WORDS, icon: "list" },
  { name: "map", hash: MAP, icon: "map" },
  { name: "documents", hash: DOCUMENTS, icon: "book" },
  { name: "progress", hash: PROGRESS, icon: "chart" },
] as const;

/** Only where people sign in. */
const CLASS_PAGE = { name: "classes", hash: CLASSES, icon: "people" } as const;

/** The pages for learning, and the learner's conversations, newest first. */
export function Sidebar(props: Props) {
  const { conversations, known, openId, page, more, drawer, onNew, onMore, account, onSettings, onAccount, onClose } = props;
  return (
    <nav className="sidebar" aria-label={strings.sidebar.label}>
      <div className="sidebar-head">
        <a className="brand" href="#/" onClick={onClose}>
          <img src="/favicon.svg" alt="" width="30" height="30" />
          {common.app}
        </a>
        {drawer && (
          <button type="button" className="icon-button" aria-label={common.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </div>
      {!drawer && (
        <button type="button" className="button wide" data-testid="new-conversation" onClick={onNew}>
          <Icon name="plus" />
          {strings.sidebar.new}
        </button>
      )}
      <button type="button" className="sidebar-search" data-testid="open-search" onClick={props.onSearch}>
        <Icon name="search" />
        {strings.search.title}
      </button>
      <ul className="sidebar-pages" aria-label={strings.sidebar.learn}>
        {(account ? [...PAGES, CLASS_PAGE] : PAGES).map(({ name, hash, icon }) => (
          <li key={name}>
            <a
              className="text-button"
              href={hash}
              data-testid={`to-${name}`}
              aria-current={page === name || (page === "document" && name === "documents") || (isClass(page) && name === "classes") ? "page" : undefined}
              onClick={onClose}
            >
              <Icon name={icon} />
              {strings.sidebar[name]}
            </a>
          </li>
        ))}
      </ul>
      {known && conversations.length === 0 && <p className="quiet sidebar-empty">{strings.sidebar.empty}</p>}
      <ul className="conversation-list">
        {conversations.map((conversation) => (
          <Row key={conversation.id} {...props} conversation={conversation} open={conversation.id === openId} />
        ))}
        {more && (
          <li>
            <button type="button" className="text-button" onClick={onMore}>
              {strings.sidebar.more}
            </button>
          </li>
        )}
        {known && (
          <li>
            <button type="button" className="text-button quiet" data-testid="archived-list" onClick={props.onArchived}>
              <Icon name="archive" />
              {strings.archive.title}
            </button>
          </li>
        )}
      </ul>
      <div className="sidebar-foot">
        <button type="button" className="text-button" data-testid="open-settings" onClick={onSettings}>
          <Icon name="settings" />
          {strings.sidebar.settings}
        </button>
        <button
          type="button"
          className="icon-button small"
          aria-label={strings.shortcuts.title}
          title={`${strings.shortcuts.title} (?)`}
          data-testid="shortcuts"
          onClick={props.onShortcuts}
        >
          <Icon name="keyboard" />
        </button>
        {account && (
          <button type="button" className="text-button" data-testid="account" onClick={onAccount}>
            <Icon name="person" />
            {account.name}
          </button>
        )}
      </div>
    </nav>
  );
}

function isClass(page: Route["page"]): boolean {
  return page === "class" || page === "classLearner" || page === "joinClass";
}

interface RowProps extends Props {
  conversation: ConversationSummary;
  open: boolean;
}

function Row({ conversation, open, onRename, onArchive, onDelete, onClose }: RowProps) {
  const [renaming, setRenaming] = useState(false);
  const { id, title, level, last_text, updated_at } = conversation;
  if (renaming) {
    return (
      <li className="conversation-row">
        <TitleForm
          title={title}
          label={strings.sidebar.renameLabel}
          onRename={(name) => onRename(id, name)}
          onClose={() => setRenaming(false)}
        />
      </li>
    );
  }
  return (
    <li className={`conversation-row${open ? " open" : ""}`}>
      <a href={conversationHash(id)} aria-current={open ? "page" : undefined} onClick={onClose}>
        <span className="row-title">{title}</span>
        <span className="row-meta">
          <span>{level}</span>
          <span>{shortDate(updated_at)}</span>
        </span>
        {last_text && (
          <span className="row-last" lang="es">
            {last_text}
          </span>
        )}
      </a>
      <div className="row-actions" role="group" aria-label={strings.sidebar.actions(title)}>
        <RenameButton onClick={() => setRenaming(true)} />
        <button
          type="button"
          className="icon-button small away"
          aria-label={strings.whole.archive}
          title={strings.whole.archive}
          onClick={() => onArchive(id)}
        >
          <Icon name="archive" />
        </button>
        <button
          type="button"
          className="icon-button small"
          aria-label={strings.sidebar.remove}
          title={strings.sidebar.remove}
          onClick={() => onDelete(conversation)}
        >
          <Icon name="trash" />
        </button>
      </div>
    </li>
  );
}
