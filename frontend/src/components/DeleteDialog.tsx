import type { ConversationSummary } from "../api/types";
import { strings } from "../strings";
import { Dialog } from "./Dialog";

interface Props {
  conversation: ConversationSummary;
  onDelete: () => void;
  onClose: () => void;
}

/** Asks once more before a conversation is gone for good. */
export function DeleteDialog({ conversation, onDelete, onClose }: Props) {
  return (
    <Dialog title={strings.sidebar.removeTitle} className="confirm" onClose={onClose}>
      <p>{strings.sidebar.removeText(conversation.title)}</p>
      <footer className="dialog-foot">
        <button type="button" className="button plain" autoFocus onClick={onClose}>
          {strings.cancel}
        </button>
        <button type="button" className="button danger" onClick={onDelete}>
          {strings.sidebar.remove}
        </button>
      </footer>
    </Dialog>
  );
}
