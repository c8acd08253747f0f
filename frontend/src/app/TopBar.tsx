import { Icon } from "../shared/ui/Icon";
import { lazyPart } from "../shared/ui/lazyPart";
import type { ConversationBarProps } from "./ConversationBar";
import { strings } from "./strings";

const ConversationBar = lazyPart(() => import("./ConversationBar"));

interface Props extends Omit<ConversationBarProps, "conversation"> {
  conversation: ConversationBarProps["conversation"] | null;
  /** The list of conversations is a drawer, which this opens. */
  narrow: boolean;
  drawerOpen: boolean;
  dark: boolean;
  onDrawer: () => void;
  onTheme: () => void;
  onNew: () => void;
}

/** What is open, and what can be done with it from everywhere. */
export function TopBar({ conversation, narrow, drawerOpen, dark, onDrawer, onTheme, onNew, ...ofConversation }: Props) {
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
      {conversation ? <ConversationBar conversation={conversation} {...ofConversation} /> : <div className="topbar-title" />}
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
