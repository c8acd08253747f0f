import { common } from "../i18n/common";
import { Dialog } from "./Dialog";

interface Props {
  title: string;
  text: string;
  onDelete: () => void;
  onClose: () => void;
}

/** Asks once more before something is gone for good. */
export function DeleteDialog({ title, text, onDelete, onClose }: Props) {
  return (
    <Dialog title={title} className="confirm" onClose={onClose}>
      <p>{text}</p>
      <footer className="dialog-foot">
        <button type="button" className="button plain" autoFocus onClick={onClose}>
          {common.cancel}
        </button>
        <button type="button" className="button danger" onClick={onDelete}>
          {common.remove}
        </button>
      </footer>
    </Dialog>
  );
}
