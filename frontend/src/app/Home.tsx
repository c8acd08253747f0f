import type { ConversationSummary } from "../shared/wire/types";
import { conversationHash, PLACEMENT, PRACTICE } from "../shared/routes";
import { strings as exercisesStrings } from "../features/exercises/strings";
import { strings } from "./strings";

interface Props {
  latest: ConversationSummary | null;
  onNew: () => void;
}

/** What is shown when no conversation is open. */
export function Home({ latest, onNew }: Props) {
  return (
    <div className="home">
      <p className="tagline">{strings.tagline}</p>
      <h1 lang="es">{strings.home.title}</h1>
      <p className="meaning">{strings.home.titleMeaning}</p>
      <p className="home-text">{strings.home.text}</p>
      <div className="button-row">
        <button type="button" className="button large" onClick={onNew}>
          {strings.home.start}
        </button>
        <a className="button large plain" href={PRACTICE}>
          {strings.home.practise}
        </a>
      </div>
      {!latest && (
        <a className="offer" href={PLACEMENT} data-testid="offer-placement">
          {exercisesStrings.placement.offer}
        </a>
      )}
      {latest && (
        <a className="resume" href={conversationHash(latest.id)}>
          <span className="quiet">{strings.home.resume}</span>
          <span className="resume-title">{latest.title}</span>
          {latest.last_text && (
            <span className="row-last" lang="es">
              {latest.last_text}
            </span>
          )}
        </a>
      )}
    </div>
  );
}
