import { useEffect, useRef } from "react";

import { strings } from "../strings";

/** A modal dialog that the browser itself keeps focus in; Escape and a click outside close it. */
export function Dialog(props: { title: string; onClose: () => void; children: React.ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-label={props.title}
      onClose={props.onClose}
      onClick={(e) => e.target === dialog.current && props.onClose()}
    >
      <div className="dialog-body">
        <header>
          <h2>{props.title}</h2>
          <button className="icon" aria-label={strings.close} onClick={props.onClose}>
            ×
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
