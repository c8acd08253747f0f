import { useEffect, useState } from "react";
import { json } from "../../shared/wire/http";
import type { Learner } from "../../shared/wire/types";
import { useTask } from "../../shared/ui/useTask";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { llmApi, type Elsewhere as Place } from "./api";
import { strings } from "./strings";

/** The code of the error that asks for the learner's yes. */
export const CONSENT_NEEDED = "consent_needed";

/** Asks, where the model here has failed, whether this learner's words may go to somebody else's computer. */
export function AskElsewhere({ onAllowed }: { onAllowed: () => void }) {
  const { places, failure, busy, allow } = usePlaces();
  const text = strings.elsewhere;
  const place = places.find(({ allowed }) => !allowed);
  if (!place) return failure && <ErrorNote message={failure.message} action={failure.action} />;
  return (
    <div data-testid="ask-elsewhere">
      <p>{text.ask(place.title, place.host)}</p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <button
        type="button"
        className="button small"
        disabled={busy}
        data-testid="allow-elsewhere"
        onClick={() => void allow(place, true).then((done) => done && onAllowed())}
      >
        {text.allow(place.host)}
      </button>
    </div>
  );
}

/** In Settings: what was allowed, to be taken back at any time. Nothing where the operator has named nobody. */
export function ElsewhereChoices() {
  const { places, failure, allow } = usePlaces();
  return (
    <>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {places.map((place) => (
        <label className="check" key={place.host}>
          <input
            type="checkbox"
            data-testid="may-go-elsewhere"
            checked={place.allowed}
            onChange={(event) => void allow(place, event.target.checked)}
          />
          <span>{strings.elsewhere.choice(place.title, place.host)}</span>
        </label>
      ))}
    </>
  );
}

function usePlaces() {
  const [places, setPlaces] = useState<Place[]>([]);
  const { failure, busy, attempt } = useTask();
  useEffect(() => {
    void attempt(async () => setPlaces((await llmApi.engines()).elsewhere));
  }, [attempt]);
  const allow = async (changed: Place, allowed: boolean): Promise<boolean> => {
    const now = places.map((place) => (place.host === changed.host ? { ...place, allowed } : place));
    const remote_hosts = now.filter((place) => place.allowed).map(({ host }) => host);
    setPlaces(now);
    const done = await attempt(async () => void (await json<Learner>("/api/learner", "PATCH", { remote_hosts })));
    if (!done) setPlaces(places);
    return done;
  };
  return { places, failure, busy, allow };
}
