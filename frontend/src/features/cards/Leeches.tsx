import { cardsApi } from "./api";
import { useList } from "../../shared/ui/useList";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";

/** Cards that were forgotten so often that they were set aside. */
export function Leeches() {
  const { items, failure, busy, change } = useList(cardsApi.leeches);
  const text = strings.leeches;
  if (items.length === 0 && !failure) return null;
  return (
    <section className="panel" data-testid="leeches">
      <h2>{text.title}</h2>
      <p className="quiet">{text.text}</p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <ul className="word-rows">
        {items.map(({ id, front, back, lapses }) => (
          <li key={id}>
            <p>
              <span lang="es">{front}</span> <span className="quiet">{back}</span>
              <br />
              <span className="quiet">{text.lapses(lapses)}</span>
            </p>
            <button
              type="button"
              className="button small plain"
              aria-label={text.backLabel(front)}
              aria-disabled={busy}
              onClick={() => void change(() => cardsApi.change(id, { standing: "active" }))}
            >
              {text.back}
            </button>
            <button
              type="button"
              className="button small plain"
              aria-label={text.removeLabel(front)}
              aria-disabled={busy}
              onClick={() => void change(() => cardsApi.remove(id))}
            >
              {text.remove}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
