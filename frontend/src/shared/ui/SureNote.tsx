import { common } from "../i18n/common";

interface Props {
  /** What is about to be lost. */
  text: string;
  /** What the button says that does it. */
  label: string;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Asks once more, on the page itself, before something is gone. */
export function SureNote({ text, label, busy, onYes, onNo }: Props) {
  return (
    <div className="note note-error" role="alert">
      <p>{text}</p>
      <div className="note-actions">
        <button type="button" className="button small danger" disabled={busy} onClick={onYes}>
          {label}
        </button>
        <button type="button" className="button small plain" autoFocus onClick={onNo}>
          {common.cancel}
        </button>
      </div>
    </div>
  );
}
