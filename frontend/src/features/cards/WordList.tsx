import { cardsApi, type Imported } from "./api";
import { useState, type FormEvent } from "react";
import { useTask } from "../../shared/ui/useTask";
import { strings } from "./strings";
import { inPageLanguage } from "../../shared/errors/inPageLanguage";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { FileButton } from "../../shared/ui/FileButton";

const SHOWN = 10;

/** The words of a list as one writes it: one a line, what follows a comma is its meaning. */
const wordsOf = (list: string): string[] =>
  list
    .split("\n")
    .map((line) => (line.split(/[,;\t]/)[0] ?? "").trim())
    .filter((word) => word !== "");

interface Props {
  /** Talk with these words; with none, with those that are due first. */
  onTalk: (words: string[]) => void;
}

/** Lists of words in, decks out, and a conversation with words. */
export function WordList({ onTalk }: Props) {
  const [list, setList] = useState("");
  const [done, setDone] = useState<Imported | null>(null);
  const { failure, busy, attempt } = useTask();
  const text = strings.deck;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (list.trim() === "" || busy) return;
    setDone(null);
    void attempt(async () => {
      setDone(await cardsApi.importWords(list));
      setList("");
    });
  };
  return (
    <section className="panel">
      <h2>{text.title}</h2>
      <form className="stacked" onSubmit={submit}>
        <label className="stacked">
          <span>{text.label}</span>
          <textarea
            className="line-input"
            data-testid="word-list"
            rows={4}
            lang="es"
            spellCheck={false}
            placeholder={text.placeholder}
            value={list}
            onChange={(event) => setList(event.target.value)}
          />
        </label>
        <div className="button-row">
          <button type="submit" className="button small" data-testid="import" aria-disabled={busy || list.trim() === ""}>
            {text.add}
          </button>
          <FileButton label={text.file} accept=".txt,.csv,.tsv,text/*" onFile={(file) => void file.text().then(setList)} />
        </div>
      </form>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div role="status" data-testid="imported">
        {done && (
          <>
            <p>{text.done(done.added, done.known)}</p>
            {done.refused.length > 0 && (
              <ul className="quiet">
                {done.refused.slice(0, SHOWN).map(({ row, reason }) => (
                  <li key={row}>{text.refused(row, inPageLanguage({ code: "invalid_input", message: reason }).message)}</li>
                ))}
                {done.refused_in_all > SHOWN && <li>{text.moreRefused(done.refused_in_all - SHOWN)}</li>}
              </ul>
            )}
          </>
        )}
      </div>
      <div className="button-row">
        <button type="button" className="button small" data-testid="talk-words" onClick={() => onTalk(wordsOf(list))}>
          {list.trim() === "" ? text.talkDue : text.talk}
        </button>
      </div>
      <p className="quiet">{text.talkText}</p>
      <div className="button-row">
        <a className="button small plain" href="/api/cards/export.csv" download>
          {text.csv}
        </a>
        <a className="button small plain" href="/api/cards/export.apkg" download>
          {text.anki}
        </a>
        <a className="button small plain" href="/api/cards/export.apkg?audio=true" download>
          {text.ankiAudio}
        </a>
      </div>
    </section>
  );
}
