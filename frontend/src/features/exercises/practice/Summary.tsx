import { cardsApi } from "../../cards/api";
import { useEffect, useRef, useState } from "react";
import { HOME, WORDS } from "../../../shared/routes";
import { clock } from "../../../shared/i18n/format";
import { summarise, type Result } from "./session";
import { LevelDone } from "../map/LevelDone";
import { strings as studyStrings } from "../../cards/study/strings";
import { strings } from "../strings";

interface Props {
  results: Result[];
  seconds: number;
  onAgain: () => void;
}

/** The calm end of a session. */
export function Summary({ results, seconds, onAgain }: Props) {
  const { done, successes, cards, points } = summarise(results);
  const [due, setDue] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const text = strings.practice;
  useEffect(() => {
    heading.current?.focus();
    cardsApi.queue().then(
      (queue) => setDue(queue.cards.length),
      () => undefined,
    );
  }, []);
  return (
    <section className="practice-over" data-testid="summary">
      <h2 ref={heading} tabIndex={-1}>
        {text.over}
      </h2>
      <p>{done === 0 ? text.nothing : text.summary(done, successes, clock(seconds))}</p>
      <ul className="quiet">
        {cards > 0 && <li>{text.reviewed(cards)}</li>}
        {points > 0 && <li>{text.points(points)}</li>}
        {due !== null && <li>{text.left(due)}</li>}
      </ul>
      <LevelDone />
      <div className="button-row">
        <a className="button" href={HOME}>
          {text.talk}
        </a>
        <button type="button" className="button plain" data-testid="again" onClick={onAgain}>
          {text.again}
        </button>
        <a className="button plain" href={WORDS}>
          {studyStrings.title}
        </a>
      </div>
    </section>
  );
}
