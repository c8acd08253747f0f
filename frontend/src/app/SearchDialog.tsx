import { useEffect, useRef, useState } from "react";
import { cardsApi } from "../features/cards/api";
import { SpeechButton } from "../shared/audio/SpeechButton";
import { strings as audioStrings } from "../shared/audio/strings";
import { shortDate } from "../shared/i18n/format";
import { conversationHash, documentHash, messageHash } from "../shared/routes";
import { utf16Index } from "../shared/text/codepoints";
import { Dialog } from "../shared/ui/Dialog";
import { ErrorNote } from "../shared/ui/ErrorNote";
import { isAbort, toErrorBody } from "../shared/wire/http";
import type { ErrorBody } from "../shared/wire/types";
import { appApi, type Found, type Snippet } from "./api";
import { strings } from "./strings";

/** Somebody who types fast is not asked after each letter, in milliseconds. */
const PAUSE_MS = 200;
const NOTHING: Found = { conversations: [], passages: [], cards: [] };

/** Conversations, texts and words in one box. */
export default function SearchDialog({ typed, onClose }: { typed: string; onClose: () => void }) {
  const [query, setQuery] = useState(typed);
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const text = strings.search;
  // When the dialog stands: it gives the focus to its first button.
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(typed.length, typed.length);
  }, [typed]);
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === "") return;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        setFound(await appApi.search(wanted, stop.signal));
        setFailure(null);
      } catch (error) {
        if (!isAbort(error)) setFailure(toErrorBody(error));
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  const { conversations, passages, cards } = (wanted && found) || NOTHING;
  const count = conversations.length + passages.length + cards.length;
  return (
    <Dialog title={text.title} className="search" onClose={onClose}>
      <div className="search-box">
        <input
          ref={box}
          className="line-input"
          type="search"
          data-testid="search-input"
          aria-label={text.label}
          placeholder={text.label}
          maxLength={200}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <p className="quiet" role="status" data-testid="search-count">
          {wanted && found ? (count === 0 ? text.nothing : text.found(count)) : ""}
        </p>
      </div>
      <div className="dialog-scroll" tabIndex={-1}>
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        {conversations.length > 0 && (
          <section aria-label={text.conversations}>
            <h3>{text.conversations}</h3>
            <ul>
              {conversations.map(({ id, title, updated_at, message_id, snippet }) => (
                <li key={id}>
                  <a className="found" href={message_id ? messageHash(id, message_id) : conversationHash(id)} onClick={onClose}>
                    <span className="found-title">
                      {title} <span className="quiet">{shortDate(updated_at)}</span>
                    </span>
                    <Marked {...snippet} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {passages.length > 0 && (
          <section aria-label={text.texts}>
            <h3>{text.texts}</h3>
            <ul>
              {passages.map(({ document_id, title, position, snippet }) => (
                <li key={`${document_id}:${position}`}>
                  <a className="found" href={documentHash(document_id, position)} onClick={onClose}>
                    <span className="found-title">{title}</span>
                    <Marked {...snippet} />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {cards.length > 0 && (
          <section aria-label={text.words}>
            <h3>{text.words}</h3>
            <ul>
              {cards.map(({ id, kind, front, back, sentence }) => (
                <li key={id} className="found">
                  <span className="found-title">
                    {kind === "error" ? <del lang="es">{front}</del> : <span lang="es">{front}</span>}{" "}
                    <span className="quiet" lang={kind === "error" ? "es" : undefined}>
                      {back}
                    </span>
                  </span>
                  {sentence && (
                    <span className="row-last" lang="es">
                      {sentence}
                    </span>
                  )}
                  <SpeechButton id={`found:${id}`} url={cardsApi.speechOf(id)} label={audioStrings.playback.listen} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

/** A piece of a text with what was looked for. */
function Marked({ text, start, end }: Snippet) {
  const [from, to] = [utf16Index(text, start), utf16Index(text, end)];
  return (
    <span className="found-text" lang="es">
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </span>
  );
}
