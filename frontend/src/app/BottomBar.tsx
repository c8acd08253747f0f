import { DOCUMENTS, HOME, PRACTICE } from "../shared/routes";
import { Icon, type IconName } from "../shared/ui/Icon";
import type { Route } from "./router";
import { strings } from "./strings";

interface Props {
  page: Route["page"];
  /** Where talking goes on; null when nothing has been said yet. */
  talk: string | null;
  moreOpen: boolean;
  onTalk: () => void;
  onMore: () => void;
}

/** Where a thumb reaches: the pages of every day, and the way to all the others. For phones. */
export function BottomBar({ page, talk, moreOpen, onTalk, onMore }: Props) {
  const text = strings.bar;
  return (
    <nav className="bottom-bar" aria-label={text.label} data-testid="bottom-bar">
      <Place hash={HOME} icon="sun" name={text.today} here={page === "home"} />
      {talk === null ? (
        <button type="button" data-testid="bar-talk" onClick={onTalk}>
          <Icon name="mic" />
          {text.talk}
        </button>
      ) : (
        <Place hash={talk} icon="mic" name={text.talk} here={page === "conversation"} />
      )}
      <Place hash={PRACTICE} icon="cards" name={text.practise} here={page === "practice"} />
      <Place hash={DOCUMENTS} icon="book" name={text.read} here={page === "documents" || page === "document"} />
      <button type="button" data-testid="bar-more" aria-expanded={moreOpen} onClick={onMore}>
        <Icon name="more" />
        {text.more}
      </button>
    </nav>
  );
}

function Place({ hash, icon, name, here }: { hash: string; icon: IconName; name: string; here: boolean }) {
  return (
    <a href={hash} aria-current={here ? "page" : undefined}>
      <Icon name={icon} />
      {name}
    </a>
  );
}
