import { useState } from "react";
import { DOCUMENTS } from "../../../shared/routes";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useTask } from "../../../shared/ui/useTask";
import { ownApi } from "./api";
import { strings } from "./strings";
import { TableImport } from "./TableImport";

/** Texts of the teacher's from a table: they become documents, and are given to classes from there. */
export function TextTables() {
  const [added, setAdded] = useState(0);
  const { failure, busy, attempt } = useTask();
  const text = strings.texts;
  return (
    <section data-testid="text-tables">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {added > 0 && (
        <p role="status">
          {text.added(added)} <a href={DOCUMENTS}>{text.documents}</a>
        </p>
      )}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <TableImport
        label={text.rows}
        example={text.example}
        columns={text.columns}
        busy={busy}
        read={ownApi.previewTexts}
        onKeep={(table) =>
          attempt(async () => {
            const { document_ids } = await ownApi.addTexts(table);
            setAdded(document_ids.length);
          })
        }
      />
    </section>
  );
}
