import { useEffect, useRef, useState, type FormEvent } from "react";
import { common } from "../../../shared/i18n/common";
import { toErrorBody } from "../../../shared/wire/http";
import { SLOW } from "../../../shared/audio/speech";
import { useSpeechPlayer } from "../../../shared/audio/useSpeech";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { useTask } from "../../../shared/ui/useTask";
import { longerApi, type Passage, type PassageGrades } from "./api";
import { strings } from "./strings";
import { useOne } from "./useOne";

/** Something to listen to, as often as one likes, with three questions. */
export function PassageView({ id }: { id: string }) {
  const { found: passage, failure: missing } = useOne(longerApi.passage, id);
  const [choices, setChoices] = useState<Record<number, string>>({});
  const [graded, setGraded] = useState<PassageGrades | null>(null);
  const { busy, failure, attempt } = useTask();
  if (missing) return <ErrorNote message={missing.message} action={missing.action} />;
  if (!passage) return <p className="quiet">{common.loading}</p>;
  const chosen = passage.questions.map((_, n) => choices[n] ?? "");
  const check = (event: FormEvent): void => {
    event.preventDefault();
    void attempt(async () => setGraded(await longerApi.choose(id, chosen)));
  };
  return (
    <form className="passage" onSubmit={check} data-testid="passage">
      <h1 lang="es">{passage.title}</h1>
      <p className="tag">{passage.level}</p>
      <Player passage={passage} />
      <p className="quiet">{strings.hint}</p>
      {passage.questions.map((question, n) => (
        <fieldset key={question.text} className="passage-question" disabled={graded !== null}>
          <legend lang="es">{question.text}</legend>
          {question.options.map((option) => (
            <label key={option} lang="es" className={standing(graded, n, option)}>
              <input
                type="radio"
                name={`question-${n}`}
                checked={choices[n] === option}
                onChange={() => setChoices({ ...choices, [n]: option })}
              />
              {option}
            </label>
          ))}
          {graded?.grades[n] && !graded.grades[n].right && (
            <p className="quiet">
              {strings.rightAnswer}: <span lang="es">{graded.grades[n].expected}</span>
            </p>
          )}
        </fieldset>
      ))}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {graded ? (
        <section data-testid="outcome">
          <div role="status">
          <h2>{strings.outcome(graded.right, graded.total)}</h2>
        </div>
          <h3>{strings.heard}</h3>
          {graded.lines.map((line, n) => (
            <p key={n} lang="es" className={`said-by-${line.voice}`}>
              {line.text}
            </p>
          ))}
          <button
            type="button"
            className="button"
            onClick={() => {
              setGraded(null);
              setChoices({});
            }}
          >
            {strings.again}
          </button>
        </section>
      ) : (
        <button type="submit" className="button" disabled={busy || chosen.includes("")} data-testid="check">
          {strings.check}
        </button>
      )}
      {!graded && chosen.includes("") && <p className="quiet">{strings.chosen}</p>}
    </form>
  );
}

function standing(graded: PassageGrades | null, n: number, option: string): string {
  const grade = graded?.grades[n];
  if (!grade) return "option";
  if (option === grade.expected) return "option right";
  return option === grade.chosen ? "option wrong" : "option";
}

/** Plays the lines one after the other. */
function Player({ passage }: { passage: Passage }) {
  const player = useSpeechPlayer();
  const [playing, setPlaying] = useState<"at-pace" | "slower" | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
      player.stop();
    },
    [player],
  );
  const stop = (): void => {
    turn.current += 1;
    player.stop();
    setPlaying(null);
  };
  const play = async (slower: boolean): Promise<void> => {
    const mine = ++turn.current;
    setFailure(null);
    setPlaying(slower ? "slower" : "at-pace");
    for (const [n, url] of passage.speech_urls.entries()) {
      const line = `${passage.id}:${n}`;
      await player.play(line, url, slower ? SLOW : 1);
      if (turn.current !== mine) return;
      const { state, error } = player.getSnapshot();
      if (state === "error") setFailure(error);
      if (state !== "ended") break;
    }
    if (turn.current === mine) setPlaying(null);
  };
  return (
    <div className="button-row">
      {([false, true] as const).map((slower) => {
        const sounding = playing === (slower ? "slower" : "at-pace");
        return (
          <button
            key={String(slower)}
            type="button"
            className={`button${slower ? " plain" : ""}`}
            aria-pressed={sounding}
            data-testid={slower ? "play-slower" : "play"}
            data-playing={sounding}
            onClick={() => (sounding ? stop() : void play(slower))}
          >
            <Icon name={sounding ? "stop" : slower ? "slower" : "play"} />
            {sounding ? strings.stop : slower ? strings.slower : strings.listen}
          </button>
        );
      })}
      {failure !== null && <ErrorNote message={toErrorBody(failure).message} action={toErrorBody(failure).action} />}
    </div>
  );
}
