import { strings as followingStrings } from "../features/conversation/following/strings";
import { strings as conversationStrings } from "../features/conversation/strings";
import { strings as llmStrings } from "../features/llm/strings";
import { TEMPLATES } from "../shared/routes";
import { Icon, type IconName } from "../shared/ui/Icon";
import { type Conversation, type LevelId, LEVELS } from "../shared/wire/types";
import { strings } from "./strings";

export interface ConversationBarProps {
  /** The open conversation, as far as it is known. */
  conversation: Pick<Conversation, "title" | "level">;
  template: Conversation["template"] | null;
  onLevel: (level: LevelId) => void;
  onShare: () => void;
  onListening: () => void;
  onWhole: () => void;
}

/** Which conversation is open, and what can be done with all of it. */
export default function ConversationBar({ conversation, template, onLevel, onShare, onListening, onWhole }: ConversationBarProps) {
  const tools: [string, IconName, string, () => void][] = [
    ["listening", "ear", conversationStrings.listening.title, onListening],
    ["share", "eye", followingStrings.share.title, onShare],
    ["whole", "more", strings.whole.title, onWhole],
  ];
  return (
    <>
      <div className="topbar-title">
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
      </div>
      {tools.map(([name, icon, label, open]) => (
        <button
          key={name}
          type="button"
          className="icon-button"
          aria-label={label}
          title={label}
          data-testid={name}
          onClick={open}
        >
          <Icon name={icon} />
        </button>
      ))}
    </>
  );
}
