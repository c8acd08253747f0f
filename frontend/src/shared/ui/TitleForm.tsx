import { common } from "../i18n/common";
import { Icon } from "./Icon";

interface Props {
  title: string;
  /** What it is the title of. */
  label: string;
  onRename: (title: string) => void;
  onClose: () => void;
}

/** A title being changed: Enter keeps it, Escape leaves it. */
export function TitleForm({ title, label, onRename, onClose }: Props) {
  return (
    <form
      className="rename"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = new FormData(event.currentTarget).get("title");
        const name = typeof wanted === "string" ? wanted.trim() : "";
        if (name && name !== title) onRename(name);
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <input name="title" defaultValue={title} maxLength={120} aria-label={label} ref={focusAndSelect} />
      <button type="submit" className="icon-button small" aria-label={common.rename.save}>
        <Icon name="check" />
      </button>
      <button type="button" className="icon-button small" aria-label={common.cancel} onClick={onClose}>
        <Icon name="close" />
      </button>
    </form>
  );
}

/** Opens the form. */
export function RenameButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={common.rename.open}
      title={common.rename.open}
      onClick={onClick}
    >
      <Icon name="edit" />
    </button>
  );
}

function focusAndSelect(element: HTMLInputElement | null): void {
  element?.select();
}
