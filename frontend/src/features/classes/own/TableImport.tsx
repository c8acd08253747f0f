import { useState } from "react";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { FileButton } from "../../../shared/ui/FileButton";
import { useTask } from "../../../shared/ui/useTask";
import type { Preview } from "./api";
import { strings } from "./strings";

interface Props {
  /** What the rows are, for whoever hears the page. */
  label: string;
  example: string;
  columns: string[];
  busy: boolean;
  read: (text: string) => Promise<Preview>;
  /** Keeps what can be used; whether it did. */
  onKeep: (text: string) => Promise<boolean>;
  onFile?: (name: string) => void;
}

/** A table that is typed, pasted or comes from a file: looked at first, with the lines named that cannot be used. */
export function TableImport({ label, example, columns, busy, read, onKeep, onFile }: Props) {
  const [table, setTable] = useState("");
  const [preview, setPreview] = useState<Preview | null>(null);
  const { failure, busy: reading, attempt } = useTask();
  const text = strings.table;
  const look = (written: string): void => void attempt(async () => setPreview(await read(written)));
  const fromFile = (file: File): void => {
    onFile?.(file.name.replace(/\.\w+$/, ""));
    void file.text().then((written) => {
      setTable(written);
      look(written);
    });
  };
  const keep = async (): Promise<void> => {
    if (await onKeep(table)) {
      setTable("");
      setPreview(null);
    }
  };
  return (
    <div className="table-import">
      <textarea
        className="line-input"
        rows={4}
        aria-label={label}
        placeholder={example}
        value={table}
        onChange={({ target }) => {
          setTable(target.value);
          setPreview(null);
        }}
      />
      <div className="button-row">
        <button type="button" className="button small plain" disabled={reading || !table.trim()} onClick={() => look(table)}>
          {text.look}
        </button>
        <FileButton label={text.file} accept=".csv,.txt,.tsv,text/csv,text/plain" onFile={fromFile} />
      </div>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {preview && (
        <div data-testid="table-preview">
          <p role="status">
            {text.usable(preview.rows.length)} {preview.bad.length > 0 && text.unusable(preview.bad.length)}
          </p>
          {preview.bad.length > 0 && (
            <ul className="problems">
              {preview.bad.map(({ line, fault, text: shown }) => (
                <li key={`${line}:${fault}`} className="fault">
                  <strong>{text.line(line)}</strong> {text.faults[fault]} {shown && <q lang="es">{shown}</q>}
                </li>
              ))}
            </ul>
          )}
          {preview.rows.length > 0 && (
            <>
              <div className="table-scroll" tabIndex={0} role="group" aria-label={text.look}>
                <table className="table-preview">
                  <thead>
                    <tr>
                      {columns.map((name) => (
                        <th key={name} scope="col">
                          {name}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {preview.rows.slice(0, SHOWN).map((row, n) => (
                      <tr key={n}>
                        {columns.map((name, at) => (
                          <td key={name} lang={at === 0 ? "es" : undefined}>
                            {row[at]}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <div className="button-row">
                <button type="button" className="button small" disabled={busy} onClick={() => void keep()}>
                  {preview.bad.length > 0 ? text.keepUsable : text.keep}
                </button>
              </div>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** So many rows are shown before they are kept. */
const SHOWN = 12;
