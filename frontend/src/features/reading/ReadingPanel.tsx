import { type DocumentInfo, type Passage, readingApi } from "./api";
import type { LevelId, Message } from "../../shared/wire/types";
import { useCallback, useEffect, useRef, useState } from "react";
import { documentHash } from "../../shared/routes";
import { useTask } from "../../shared/ui/useTask";
import { common } from "../../shared/i18n/common";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { PassageView } from "./PassageView";
import "./reading.css";

interface Props {
  conversationId: string;
  documentId: string;
  level: LevelId;
  /** The passage that this conversation is at; null while it is only talk. */
  place: number | null;
  /** Where the learner asked to begin. */
  startAt: number | null;
  /** A turn is under way. */
  busy: boolean;
  onAsked: (question: Message) => void;
}

/** The passage that tutor and learner read together, above what they say about it. */
export default function ReadingPanel(props: Props) {
  const { conversationId, documentId, level, place, startAt, busy, onAsked } = props;
  const [document, setDocument] = useState<DocumentInfo | null>(null);
  const [at, setAt] = useState(place ?? startAt);
  const [passage, setPassage] = useState<Passage | null>(null);
  const [folded, setFolded] = useState(false);
  const task = useTask();
  const { attempt } = task;
  const text = strings.documents;

  // The passage that is there already may have easier words from the tutor, which arrive in any order.
  const show = useCallback((read: Passage) => {
    setPassage((old) => (old?.position === read.position && old.easier && !read.easier ? old : read));
  }, []);
  useEffect(() => {
    readingApi.read(documentId).then(setDocument, () => undefined);
  }, [documentId]);
  useEffect(() => {
    if (at === null) return;
    let left = false;
    setPassage(null);
    readingApi.passage(documentId, at, level).then(
      (read) => {
        if (!left) show(read);
      },
      () => undefined, // what went wrong, the question that is asked for tells as well
    );
    return () => {
      left = true;
    };
  }, [documentId, at, level, show]);

  const go = useCallback(
    (position: number): void => {
      setAt(position);
      setFolded(false);
      void attempt(async () => {
        const read = await readingApi.readTogether(conversationId, position);
        show(read.passage);
        onAsked(read.message);
      });
    },
    [attempt, conversationId, onAsked, show],
  );
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || startAt === null || place !== null) return;
    begun.current = true;
    go(startAt);
  }, [go, place, startAt]);

  if (!document) return null;
  if (at === null) {
    return (
      <aside className="reading idle" aria-label={text.reading}>
        <a href={documentHash(documentId, null)}>{document.title}</a>
        <button type="button" className="button small plain" disabled={busy} onClick={() => go(document.place || 1)}>
          <Icon name="book" />
          {text.read}
        </button>
      </aside>
    );
  }
  const waits = busy || task.busy;
  return (
    <aside className={`reading${folded ? " folded" : ""}`} aria-label={text.reading} data-testid="reading">
      <header>
        <a href={documentHash(documentId, at)}>{document.title}</a>
        <span className="quiet" data-testid="reading-place">
          {text.place(at, document.length)}
        </span>
        <button type="button" className="text-button" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {folded ? text.unfold : text.fold}
        </button>
      </header>
      {!folded && (
        <div className="reading-text" tabIndex={0} role="region" aria-label={text.passage}>
          {passage ? (
            <PassageView key={passage.position} documentId={documentId} passage={passage} level={level} onChange={setPassage} />
          ) : (
            <p className="quiet">{common.loading}</p>
          )}
        </div>
      )}
      {task.failure && (
        <ErrorNote message={task.failure.message} action={task.failure.action}>
          <button type="button" className="button small plain" onClick={() => go(at)}>
            {common.retry}
          </button>
        </ErrorNote>
      )}
      <div className="button-row" role="group" aria-label={text.steps}>
        <button
          type="button"
          className="button small plain"
          data-testid="previous-passage"
          disabled={waits || at <= 1}
          onClick={() => go(at - 1)}
        >
          {text.previous}
        </button>
        <button
          type="button"
          className="button small"
          data-testid="next-passage"
          disabled={waits || at >= document.length}
          onClick={() => go(at + 1)}
        >
          {text.next}
        </button>
        <span className="quiet" role="status">
          {task.busy && text.asking}
        </span>
      </div>
    </aside>
  );
}
