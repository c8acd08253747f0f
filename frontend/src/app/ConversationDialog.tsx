import { conversationApi } from "../features/conversation/api";
import { Dialog } from "../shared/ui/Dialog";
import { Icon } from "../shared/ui/Icon";
import { strings } from "./strings";

interface Props {
  conversationId: string;
  archived: boolean;
  onArchive: (archived: boolean) => void;
  onClose: () => void;
}

/** What can be done with a conversation as a whole. */
export default function ConversationDialog({ conversationId, archived, onArchive, onClose }: Props) {
  const text = strings.whole;
  const print = (): void => {
    onClose();
    // When the dialog is gone: it would be printed too.
    setTimeout(() => window.print(), 50);
  };
  return (
    <Dialog title={text.title} className="small" onClose={onClose}>
      <ul className="dialog-scroll choices">
        <li>
          <a className="text-button" href={conversationApi.exportUrl(conversationId)} download data-testid="export">
            <Icon name="download" />
            {text.save}
          </a>
        </li>
        <li>
          <button type="button" className="text-button" data-testid="print" onClick={print}>
            <Icon name="book" />
            {text.print}
          </button>
        </li>
        <li>
          <button
            type="button"
            className="text-button"
            data-testid="archive"
            onClick={() => {
              onArchive(!archived);
              onClose();
            }}
          >
            <Icon name="archive" />
            {archived ? text.bringBack : text.archive}
          </button>
        </li>
      </ul>
    </Dialog>
  );
}
