import { useState, type DragEvent } from "react";
import { strings } from "./strings";
import { PasteText } from "./PasteText";
import { Icon } from "../../shared/ui/Icon";

interface Props {
  busy: boolean;
  onAdd: (file: File) => Promise<boolean>;
}

/** A place to drop a file, with a button for those who rather choose one. */
export function AddDocument({ busy, onAdd }: Props) {
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState(false);
  const text = strings.documents;
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) void onAdd(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      className={`drop${over ? " over" : ""}`}
      data-testid="drop"
      onDragOver={(event) => {
        event.preventDefault(); // or the browser would open the file
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <label className="button file">
        <Icon name="plus" />
        {busy ? text.adding : text.add}
        <input
          type="file"
          accept=".txt,.md,.srt,.vtt,.pdf,.epub,.html,.htm,.xhtml,text/plain,application/pdf,application/epub+zip,text/html,.mp3,.m4a,.ogg,.opus,.wav,.flac,audio/*"
          data-testid="add-document"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = ""; // the same file may be chosen again
          }}
        />
      </label>
      <button type="button" className="button plain" data-testid="paste" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
        {text.paste}
      </button>
      {pasting && <PasteText busy={busy} onAdd={onAdd} />}
      <p className="quiet" role="status">
        {busy ? text.addingText : text.drop}
      </p>
    </div>
  );
}
