import { type Conversation, type LevelId, LEVELS } from "../shared/wire/types";
import { strings as followingStrings } from "../features/conversation/following/strings";
import { strings as conversationStrings } from "../features/conversation/strings";
import { strings as llmStrings } from "../features/llm/strings";
import { TEMPLATES } from "../shared/routes";
import { Icon } from "../shared/ui/Icon";
import { strings } from "./strings";

interface Props {
  /** The open conversation, as far as it is known. */
  conversation: Pick<Conversation, "title" | "level"> | null;
  template: Conversation["template"] | null;
  /** The list of conversations is a drawer, which this opens. */
  narrow: boolean;
  drawerOpen: boolean;
  dark: boolean;
  onDrawer: () => void;
  onLevel: (level: LevelId) => void;
  onShare: () => void;
  onListening: () => void;
  onWhole: () => void;
  onTheme: () => void;
  onNew: () => void;
}

/** What is open, and what can be done with it from everywhere. */
export function TopBar(props: Props) {
  const { conversation, template, narrow, drawerOpen, dark, onDrawer, onLevel, onShare, onListening, onWhole, onTheme, onNew } = props;
  return (
    <header className="topbar">
      {narrow && (
        <button
          type="button"
          className="icon-button drawer-button"
          aria-label={strings.sidebar.open}
          aria-expanded={drawerOpen}
          onClick={onDrawer}
        >
          <Icon name="menu" />
        </button>
      )}
      <div className="topbar-title">
        {conversation && (
          <>
            <h1>{conversation.title}</h1>
            <select
              className="level-choice"
              aria-label={strings.levelOf}
              title={strings.levelOf}
              value={conversation.level}
              onChange={(event) => onLevel(event.target.value as LevelId)}
            >
              {LEVELS.map((level) => (
                <option key={level}>{level}</option>
              ))}
            </select>
            {template && template.version !== null && (
              <a className="tag template-tag" href={TEMPLATES} data-testid="conversation-template">
                {llmStrings.templates.used(template.name, template.version)}
              </a>
            )}
          </>
        )}
      </div>
      {conversation && (
        <button
          type="button"
          className="icon-button"
          aria-label={conversationStrings.listening.title}
          title={conversationStrings.listening.title}
          data-testid="listening"
          onClick={onListening}
        >
          <Icon name="ear" />
        </button>
      )}
      {conversation && (
        <button
          type="button"
          className="icon-button"
          aria-label={followingStrings.share.title}
          title={followingStrings.share.title}
          data-testid="share"
          onClick={onShare}
        >
          <Icon name="eye" />
        </button>
      )}
      {conversation && (
        <button
          type="button"
          className="icon-button"
          aria-label={strings.whole.title}
          title={strings.whole.title}
          data-testid="whole"
          onClick={onWhole}
        >
          <Icon name="more" />
        </button>
      )}
      {!(narrow && conversation) && (
      <button
        type="button"
        className="icon-button"
        aria-label={dark ? strings.theme.toLight : strings.theme.toDark}
        onClick={onTheme}
      >
        <Icon name={dark ? "sun" : "moon"} />
      </button>
      )}
      {narrow && (
        <button
          type="button"
          className="icon-button"
          aria-label={strings.sidebar.new}
          data-testid="new-conversation"
          onClick={onNew}
        >
          <Icon name="plus" />
        </button>
      )}
    </header>
  );
}
