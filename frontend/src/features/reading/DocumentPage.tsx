import { type DocumentInfo, type Hit, type Passage, readingApi } from "./api";
import type { LevelId } from "../../shared/wire/types";
import { useCallback, useEffect, useRef, useState, type FormEvent, type RefObject } from "react";
import { DOCUMENTS, documentHash } from "../../shared/routes";
import { useTask } from "../../shared/ui/useTask";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { RenameButton, TitleForm } from "../../shared/ui/TitleForm";
import type { TalkProps } from "./DocumentsPage";
import { Questions } from "./Questions";
import { ReadAloudBar } from "./aloud/ReadAloudBar";
import { useReadAloud } from "./aloud/useReadAloud";
import { PassageView } from "./PassageView";
import { useTitle } from "../../shared/ui/useTitle";
import "./reading.css";

interface Props extends TalkProps {
  id: string;
  /** The passage to begin with. */
  at: number;
  level: LevelId;
}

const PAGE = 12;

/** One document, opened at a passage: to read alone, to search, to talk about. */
export default function DocumentPage({ id, at, level, onTalk, onReadTogether }: Props) {
  useTitle(strings.documents.title);
  const [document, setDocument] = useState<DocumentInfo | null>(null);
  const [passages, setPassages] = useState<Passage[]>([]);
  const [renaming, setRenaming] = useState(false);
  const { failure, busy, attempt } = useTask();
  const text = strings.documents;
  useEffect(() => {
    void attempt(async () => {
      setDocument(await readingApi.read(id));
      setPassages(await readingApi.passages(id, at, PAGE, level));
    });
  }, [attempt, id, at, level]);
  const last = passages.at(-1)?.position ?? 0;
  const more = useCallback(
    () =>
      void attempt(async () => {
        const next = await readingApi.passages(id, last + 1, PAGE, level);
        setPassages((old) => (old.at(-1)?.position === last ? [...old, ...next] : old));
      }),
    [attempt, id, last, level],
  );
  const replace = useCallback((changed: Passage) => {
    setPassages((old) => old.map((passage) => (passage.position === changed.position ? changed : passage)));
  }, []);
  const aloud = useReadAloud(id, passages);
  const goesOn = document !== null && last > 0 && last < document.length;
  const readsLast = aloud.at?.position === last && (aloud.state === "loading" || aloud.state === "playing");
  useEffect(() => {
    // What is read aloud does not stop where the page ends.
    if (goesOn && readsLast) more();
  }, [goesOn, readsLast, more]);
  const whole = document !== null && last > 0 && last >= document.length;
  const end = useEndSeen(whole ? id : null);
  return (
    <div className="documents">
      <a className="text-button back" href={DOCUMENTS}>
        <Icon name="back" />
        {text.all}
      </a>
      {document && (
        <>
          {renaming ? (
            <TitleForm
              title={document.title}
              label={text.renameLabel}
              onRename={(title) => void attempt(async () => setDocument(await readingApi.rename(id, title)))}
              onClose={() => setRenaming(false)}
            />
          ) : (
            <h1>
              {document.title}
              <RenameButton onClick={() => setRenaming(true)} />
            </h1>
          )}
          <p className="quiet">
            <span className="tag">{document.level}</span> {text.size(document.words)} · {text.kinds[document.kind]}
          </p>
          {document.recorded && <p className="quiet">{text.recorded}</p>}
          <div className="button-row">
            <button type="button" className="button" data-testid="read-together" onClick={() => onReadTogether(document)}>
              <Icon name="book" />
              {document.place > 0 ? text.readOn : text.read}
            </button>
            <button type="button" className="button plain" data-testid="talk" onClick={() => onTalk(document)}>
              {text.talk}
            </button>
          </div>
          <Search id={id} />
        </>
      )}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {at > 1 && document && (
        <a className="text-button" href={documentHash(id, Math.max(1, at - PAGE))}>
          {text.earlier}
        </a>
      )}
      <ol className="passages" aria-busy={busy}>
        {passages.map((passage) => (
          <li key={passage.position} data-testid="passage">
            <PassageView
              documentId={id}
              passage={passage}
              level={level}
              onChange={replace}
              sentence={aloud.at?.position === passage.position ? aloud.sentence : null}
              onRead={() => aloud.play({ position: passage.position, number: 0 })}
            />
          </li>
        ))}
      </ol>
      {goesOn && (
        <button type="button" className="button plain" aria-disabled={busy} onClick={more}>
          {text.more}
        </button>
      )}
      <div ref={end} />
      {whole && document.sample_id && !document.sample_id.startsWith("class.") && <Questions sampleId={document.sample_id} />}
      {passages.length > 0 && <ReadAloudBar aloud={aloud} />}
    </div>
  );
}

/** Tells the tutor once that the end of a document, when it is there, has been seen. */
function useEndSeen(id: string | null): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (id === null || !end.current) return;
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      // Nothing is lost where it does not arrive: it is told anew when the end is seen again.
      readingApi.noteRead(id).catch(() => undefined);
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [id]);
  return end;
}

/** Looks for words in the document, in whatever form they stand there. */
function Search({ id }: { id: string }) {
  const [hits, setHits] = useState<Hit[] | null>(null);
  const { failure, attempt } = useTask();
  const text = strings.documents;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const words = new FormData(event.currentTarget).get("words");
    if (typeof words !== "string" || !words.trim()) setHits(null);
    else void attempt(async () => setHits(await readingApi.search(words, id)));
  };
  return (
    <>
      <form role="search" className="document-search" onSubmit={submit}>
        <input
          className="line-input"
          name="words"
          type="search"
          maxLength={400}
          autoComplete="off"
          aria-label={text.search}
          placeholder={text.search}
          data-testid="search"
        />
        <button type="submit" className="button plain">
          {text.find}
        </button>
      </form>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {hits && (
        <ul className="hits" aria-label={text.found}>
          {hits.map((hit) => (
            <li key={hit.position}>
              <a href={documentHash(id, hit.position)} data-testid="hit">
                <span className="quiet">{text.where(hit)}</span>
                <span lang="es">{hit.text}</span>
              </a>
            </li>
          ))}
          {hits.length === 0 && <li className="quiet">{text.nothing}</li>}
        </ul>
      )}
    </>
  );
}
