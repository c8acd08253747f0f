import { type DocumentInfo, readingApi } from "./api";
import { useCallback, useState } from "react";
import { documentHash } from "../../shared/routes";
import { useList } from "../../shared/ui/useList";
import { strings } from "./strings";
import { DeleteDialog } from "../../shared/ui/DeleteDialog";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { Samples } from "./Samples";
import type { LevelId } from "../../shared/wire/types";
import { AddDocument } from "./AddDocument";
import { HearingList } from "./HearingList";
import { useHearings } from "./useHearings";
import { useTitle } from "../../shared/ui/useTitle";
import "./reading.css";

export interface TalkProps {
  onTalk: (document: DocumentInfo) => void;
  onReadTogether: (document: DocumentInfo) => void;
}

/** The learner's own texts: added, opened, talked about, read together, deleted. */
export default function DocumentsPage({ level, onTalk, onReadTogether }: TalkProps & { level: LevelId }) {
  useTitle(strings.documents.title);
  const { items, known, busy, failure, change } = useList(readingApi.list);
  const { hearings, refresh } = useHearings(useCallback(() => void change(() => Promise.resolve()), [change]));
  const add = async (file: File): Promise<void> => {
    const added = await readingApi.add(file);
    if ("heard_s" in added) refresh();
  };
  const [leaving, setLeaving] = useState<DocumentInfo | null>(null);
  const text = strings.documents;
  return (
    <div className="documents">
      <h1>{text.title}</h1>
      <p className="quiet">{text.text}</p>
      <AddDocument busy={busy} onAdd={(file) => change(() => add(file))} />
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {hearings.length > 0 && (
        <HearingList
          hearings={hearings}
          onDrop={(id) => void change(() => readingApi.dropHearing(id)).then(refresh)}
        />
      )}
      <ul className="document-list" aria-label={text.title} aria-busy={busy}>
        {items.map((document) => (
          <li key={document.id} data-testid="document">
            <a className="document-title" href={documentHash(document.id, document.place || null)}>
              {document.title}
            </a>
            <p className="quiet">
              <span className="tag">{document.level}</span> {text.size(document.words)} · {text.kinds[document.kind]}
              {document.place > 0 && ` · ${text.readTo(document.place, document.length)}`}
            </p>
            <div className="button-row">
              <button
                type="button"
                className="button small"
                data-testid="read-together"
                onClick={() => onReadTogether(document)}
              >
                <Icon name="book" />
                {document.place > 0 ? text.readOn : text.read}
              </button>
              <button type="button" className="button small plain" data-testid="talk" onClick={() => onTalk(document)}>
                {text.talk}
              </button>
              <button
                type="button"
                className="icon-button small"
                aria-label={text.removeLabel(document.title)}
                title={text.remove}
                onClick={() => setLeaving(document)}
              >
                <Icon name="trash" />
              </button>
            </div>
          </li>
        ))}
      </ul>
      {known && items.length === 0 && hearings.length === 0 && !busy && <p className="quiet">{text.empty}</p>}
      {/* Not before what stands above it is there. */}
      <div hidden={!known}>
        <Samples level={level} />
      </div>
      {leaving && (
        <DeleteDialog
          title={text.removeTitle}
          text={leaving.recorded ? `${text.removeText(leaving.title)} ${text.removeRecording}` : text.removeText(leaving.title)}
          onDelete={() => {
            setLeaving(null);
            void change(() => readingApi.remove(leaving.id));
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}
