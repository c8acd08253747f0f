import { useState, type FormEvent } from "react";
import { plural } from "../../shared/i18n/plural";
import { common } from "../../shared/i18n/common";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { FileButton } from "../../shared/ui/FileButton";
import { useList } from "../../shared/ui/useList";
import { classesApi } from "./api";
import { strings } from "./strings";

/** The teacher's own words and sentences: typed, pasted, or from a file. */
export function WordLists() {
  const { items, failure, busy, change } = useList(classesApi.lists);
  const [title, setTitle] = useState("");
  const [rows, setRows] = useState("");
  const text = strings.lists;
  const fromFile = (file: File): void => {
    setTitle((old) => old || file.name.replace(/\.\w+$/, ""));
    void file.text().then(setRows);
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await change(() => classesApi.addList(title.trim(), rows))) {
      setTitle("");
      setRows("");
    }
  };
  return (
    <section data-testid="word-lists">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      <ul className="class-list">
        {items.map((list) => (
          <li key={list.id}>
            {list.title} <span className="quiet">{plural(list.rows.length, { one: text.row, other: text.rows })}</span>
            <button
              type="button"
              className="text-button"
              aria-label={text.removeLabel(list.title)}
              disabled={busy}
              onClick={() => void change(() => classesApi.removeList(list.id))}
            >
              {common.remove}
            </button>
          </li>
        ))}
      </ul>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <form className="stacked" onSubmit={(event) => void add(event)}>
        <input
          className="line-input"
          required
          maxLength={120}
          aria-label={text.name}
          placeholder={text.name}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <textarea
          className="line-input"
          rows={4}
          required
          aria-label={text.words}
          placeholder={text.example}
          value={rows}
          onChange={(event) => setRows(event.target.value)}
        />
        <div className="button-row">
          <button type="submit" className="button small" disabled={busy}>
            {text.add}
          </button>
          <FileButton label={text.file} accept=".csv,.txt,.tsv,text/csv,text/plain" onFile={fromFile} />
        </div>
      </form>
    </section>
  );
}
