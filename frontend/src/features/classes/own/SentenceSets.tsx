import { useState } from "react";
import { common } from "../../../shared/i18n/common";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useList } from "../../../shared/ui/useList";
import type { ClassInfo } from "../api";
import { ownApi } from "./api";
import { strings } from "./strings";
import { TableImport } from "./TableImport";

/** The teacher's own sentences to practise: brought as a table, given to classes, and taken away as a table. */
export function SentenceSets({ rooms }: { rooms: ClassInfo[] }) {
  const { items, failure, busy, change } = useList(ownApi.sets);
  const [title, setTitle] = useState("");
  const text = strings.sentences;
  return (
    <section data-testid="sentence-sets">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      <ul className="class-list">
        {items.map(({ id, title: name, rows, class_ids }) => (
          <li key={id}>
            <span>{name}</span> <span className="quiet">{text.count(rows.length)}</span>
            {rooms.map((room) => (
              <label key={room.id} className="editor-check">
                <input
                  type="checkbox"
                  checked={class_ids.includes(room.id)}
                  disabled={busy}
                  onChange={({ target: { checked } }) => void change(() => (checked ? ownApi.share(id, room.id) : ownApi.unshare(id, room.id)))}
                />
                <span>{text.forClass(room.name)}</span>
              </label>
            ))}
            <a className="text-button" href={ownApi.table(id)} download aria-label={`${text.csv}: ${name}`}>
              {text.csv}
            </a>
            <button
              type="button"
              className="text-button"
              aria-label={`${common.remove}: ${name}`}
              disabled={busy}
              onClick={() => void change(() => ownApi.removeSet(id))}
            >
              {common.remove}
            </button>
          </li>
        ))}
      </ul>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <input
        className="line-input"
        maxLength={120}
        aria-label={text.name}
        placeholder={text.name}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      <TableImport
        label={text.rows}
        example={text.example}
        columns={text.columns}
        busy={busy}
        read={ownApi.previewSentences}
        onFile={(name) => setTitle((old) => old || name)}
        onKeep={async (table) => {
          const kept = await change(() => ownApi.addSentences(title.trim() || text.title, table));
          if (kept) setTitle("");
          return kept;
        }}
      />
    </section>
  );
}
