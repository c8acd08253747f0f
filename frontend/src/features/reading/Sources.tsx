import type { Source } from "../../shared/wire/types";
import { useState } from "react";
import { documentHash } from "../../shared/routes";
import { strings } from "./strings";
import { Dialog } from "../../shared/ui/Dialog";
import "./reading.css";

/** The passages that a reply was made from; each can be opened. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  const [open, setOpen] = useState<Source | null>(null);
  const text = strings.documents;
  return (
    <div className="sources" role="group" aria-label={text.sources}>
      <span className="quiet">{text.sources}</span>
      {sources.map((source) => (
        <button
          key={source.position}
          type="button"
          className="chip"
          data-testid="source"
          aria-haspopup="dialog"
          onClick={() => setOpen(source)}
        >
          {text.where(source)}
        </button>
      ))}
      {open && (
        <Dialog title={open.title} className="source" onClose={() => setOpen(null)}>
          <div className="dialog-scroll" data-testid="source-text">
            <p className="quiet">{text.where(open)}</p>
            <blockquote lang="es">{open.text}</blockquote>
          </div>
          <footer className="dialog-foot">
            <a className="button plain" href={documentHash(open.document_id, open.position)}>
              {text.openThere}
            </a>
          </footer>
        </Dialog>
      )}
    </div>
  );
}
