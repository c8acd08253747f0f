import { cardsApi } from "./api";
import { useList } from "../../shared/ui/useList";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";

/** Words of the tutor's that may be kept, each with one press. */
export function Suggested() {
  const { items, failure, busy, change } = useList(cardsApi.suggestions);
  const text = strings.suggested;
  if (items.length === 0 && !failure) return null;
  return (
    <section className="panel" data-testid="suggested">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <ul className="word-rows">
        {items.map(({ id, word, level, meaning, source, sentence }) => (
          <li key={id}>
            <p>
              <span lang="es">{word}</span> <span className="tag">{level}</span>{" "}
              <span className="quiet">
                {meaning}
                {meaning && source === "model" && ` (${text.guessed})`}
              </span>
              <br />
              <span className="quiet" lang="es">
                {sentence}
              </span>
            </p>
            <button
              type="button"
              className="button small"
              aria-label={text.keepLabel(word)}
              aria-disabled={busy}
              onClick={() => void change(() => cardsApi.keepSuggestion(id))}
            >
              {text.keep}
            </button>
            <button
              type="button"
              className="button small plain"
              aria-label={text.declineLabel(word)}
              aria-disabled={busy}
              onClick={() => void change(() => cardsApi.declineSuggestion(id))}
            >
              {text.decline}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
