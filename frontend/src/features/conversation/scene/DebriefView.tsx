import { useEffect, useRef, useState, type ReactNode } from "react";
import { MAP, pointHash, PRACTICE } from "../../../shared/routes";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { useTask } from "../../../shared/ui/useTask";
import { cardsApi } from "../../cards/api";
import { type Debrief, sceneApi } from "./api";
import { GoalList } from "./Goals";
import { mended } from "./scenes";
import { strings } from "./strings";
import { told } from "../../../shared/i18n/told";

interface Props {
  conversationId: string;
  /** It is closed now. */
  onClosed: () => void;
  onRead: () => void;
  onGoOn: () => void;
  onScene: (scenarioId: string) => void;
}

/** What a conversation was worth: reached, said well, to look at, and what next. Opening it closes the conversation. */
export function DebriefView({ conversationId, onClosed, onRead, onGoOn, onScene }: Props) {
  const [debrief, setDebrief] = useState<Debrief | null>(null);
  const { failure, attempt } = useTask();
  const heading = useRef<HTMLHeadingElement>(null);
  const text = strings.debrief;
  useEffect(() => {
    let left = false;
    void attempt(async () => {
      const told = await sceneApi.close(conversationId);
      if (left) return;
      setDebrief(told);
      onClosed();
    });
    return () => {
      left = true;
    };
  }, [conversationId, attempt, onClosed]);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="debrief" data-testid="debrief">
      <div className="debrief-column">
        <h2 ref={heading} tabIndex={-1}>
          {text.title}
        </h2>
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        {!debrief && !failure && (
          <p className="quiet" role="status">
            {text.loading}
          </p>
        )}
        {debrief && <Told debrief={debrief} onScene={onScene} />}
        <div className="button-row debrief-foot">
          <button type="button" className="button small plain" data-testid="read-again" onClick={onRead}>
            {text.read}
          </button>
          <button type="button" className="button small plain" onClick={onGoOn}>
            {strings.ending.goOn}
          </button>
        </div>
      </div>
    </div>
  );
}

function Told({ debrief, onScene }: { debrief: Debrief; onScene: (scenarioId: string) => void }) {
  const { goals, well, mistakes, words_met, words_said, speaking, practised, next } = debrief;
  const text = strings.debrief;
  return (
    <>
      {goals.length > 0 && (
        <Part title={text.goals}>
          <GoalList goals={goals} />
        </Part>
      )}
      {practised && <PractisedPart practised={practised} />}
      {well.length > 0 && (
        <Part title={text.well}>
          <ul className="well">
            {well.map(({ kind, text: said }) => (
              <li key={kind + said}>
                <Icon name="check" />
                <p>
                  {text.wellKinds[kind]} <span lang="es">{said}</span>
                </p>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {mistakes.length > 0 && (
        <Part title={text.mistakes} note={text.mistakesText}>
          <ul className="debrief-mistakes">
            {mistakes.map((mistake) => (
              <li key={mistake.rule_id} data-testid="debrief-mistake">
                <Mended said={mistake.said} better={mistake.better} />
                <p>{mistake.explanation}</p>
                {mistake.point_id && mistake.point_title && (
                  <a className="text-button" href={pointHash(MAP, mistake.point_id)}>
                    <Icon name="map" />
                    {text.point(mistake.point_title)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {words_met.length > 0 && (
        <Part title={text.words}>
          <ul className="words-met">
            {words_met.map((word) => (
              <WordMet key={word} word={word} />
            ))}
          </ul>
        </Part>
      )}
      {(speaking || words_said > 0) && (
        <Part title={text.speaking}>
          <dl className="figures">
            <Figure value={text.wordsSaid(words_said)} name={text.wordsSaidText} />
            {speaking && (
              <>
                <Figure value={text.minutes(speaking.minutes)} name={text.minutesText} />
                <Figure value={text.pace(speaking.words_per_minute)} name={text.paceText} />
                <Figure value={text.pauses(speaking.pauses)} name={text.pausesText(speaking.hesitations)} />
              </>
            )}
          </dl>
        </Part>
      )}
      <Part title={text.next}>
        <div className="debrief-next">
          {next.point_id && next.point_title && (
            <a className="button plain" href={pointHash(PRACTICE, next.point_id)} data-testid="next-point">
              {text.practise(next.point_title)}
            </a>
          )}
          <button type="button" className="button" data-testid="next-scene" onClick={() => onScene(next.scene.id)}>
            {text.play(told(next.scene, "title").title)}
          </button>
          <p className="quiet">{text.why[next.why]}</p>
        </div>
      </Part>
    </>
  );
}

/** How often the point or the words were used that the conversation was for, and how well. */
function PractisedPart({ practised }: { practised: NonNullable<Debrief["practised"]> }) {
  const { title, used, right, sentences, words } = practised;
  const text = strings.debrief;
  return (
    <Part title={text.practised(title)}>
      <p data-testid="practised">
        {text.used(used)}
        {used > 0 && `, ${text.usedRight(right, used)}.`}
      </p>
      {words.length > 0 && (
        <ul className="words-met">
          {words.map(({ word, used: count }) => (
            <li key={word} className="word-met">
              <span lang="es">{word}</span> {text.wordUsed(count)}
            </li>
          ))}
        </ul>
      )}
      <ul className="debrief-mistakes">
        {sentences.map(({ text: said, better }) => (
          <li key={said}>{better ? <Mended said={said} better={better} /> : <p lang="es">{said}</p>}</li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="debrief-part">
      <h3>{title}</h3>
      {note && <p className="quiet">{note}</p>}
      {children}
    </section>
  );
}

/** The learner's sentence with what changes in it. */
function Mended({ said, better }: { said: string; better: string }) {
  const { before, from, to, after } = mended(said, better);
  return (
    <p className="mended" lang="es">
      {before}
      {from && <del>{from.trimEnd()}</del>}
      {from && " "}
      {to && <ins>{to.trimEnd()}</ins>}
      {/\s$/.test(to || from) && " "}
      {after}
    </p>
  );
}

function Figure({ value, name }: { value: string; name: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function WordMet({ word }: { word: string }) {
  const [kept, setKept] = useState(false);
  const { failure, busy, attempt } = useTask();
  const text = strings.debrief;
  const keep = (): void => {
    if (busy || kept) return;
    void attempt(async () => {
      await cardsApi.saveWord({ word });
      setKept(true);
    });
  };
  return (
    <li>
      <button
        type="button"
        className="word-met"
        aria-label={kept ? text.kept(word) : text.keep(word)}
        aria-pressed={kept}
        onClick={keep}
      >
        <span lang="es">{word}</span>
        <Icon name={kept ? "check" : "plus"} />
      </button>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
    </li>
  );
}
