import { type TokensUsed, turnsApi, type TurnTaken } from "./api";
import { useEffect, useState } from "react";
import { conversationHash } from "../../../shared/routes";
import { useTask } from "../../../shared/ui/useTask";
import { language } from "../../../shared/i18n/language";
import { milliseconds, shortDate } from "../../../shared/i18n/format";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { firstSound, sharesOf } from "./steps";
import { Waterfall } from "./Waterfall";
import { useTitle } from "../../../shared/ui/useTitle";
import "./turns.css";

/** How the last turns went: where their time went, and how many tokens they took. */
export default function TurnsPage() {
  useTitle(strings.turns.title);
  const [turns, setTurns] = useState<TurnTaken[] | null>(null);
  const [tokens, setTokens] = useState<TokensUsed[]>([]);
  const { failure, attempt } = useTask();
  const text = strings.turns;
  useEffect(() => {
    void attempt(async () => {
      const [taken, used] = await Promise.all([turnsApi.list(), turnsApi.tokens()]);
      setTurns(taken);
      setTokens(used);
    });
  }, [attempt]);
  return (
    <div className="page-column turns">
      <h1>{text.title}</h1>
      <p className="quiet">{text.text}</p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!turns && !failure && <p className="quiet">{common.loading}</p>}
      {turns?.length === 0 && <p className="quiet">{text.none}</p>}
      {tokens.length > 0 && <Tokens tokens={tokens} />}
      <ol className="turn-list" aria-label={text.list}>
        {turns?.map((turn) => (
          <Turn key={turn.id} turn={turn} />
        ))}
      </ol>
    </div>
  );
}

function Turn({ turn }: { turn: TurnTaken }) {
  const text = strings.turns;
  const [longest] = sharesOf(turn);
  const sound = firstSound(turn);
  const facts = [
    shortDate(turn.created_at),
    turn.state !== "done" && text.states[turn.state],
    turn.engine === "none" ? text.ownLines : turn.model && [turn.model, turn.engine].filter(Boolean).join(", "),
    turn.usage && text.tokens(turn.usage.prompt_tokens, turn.usage.completion_tokens),
    turn.usage?.tokens_per_s && strings.turns.speed(turn.usage.tokens_per_s),
  ];
  const heardBefore = turn.spoken && !turn.steps.some(({ step }) => step === "heard");
  return (
    <li data-testid="turn">
      <h2>
        <a href={conversationHash(turn.conversation_id)} lang="es">
          {turn.said || turn.title}
        </a>
      </h2>
      <p className="quiet">{facts.filter(Boolean).join(" · ")}</p>
      {longest && (
        <p data-testid="where">
          {sound !== null ? text.sounded(milliseconds(sound)) : text.took(milliseconds(turn.took_ms ?? 0))}{" "}
          {text.longest(milliseconds(longest.ms), text.doing[longest.step])}
          {heardBefore && ` ${text.heardBefore}`}
        </p>
      )}
      <Waterfall turn={turn} />
    </li>
  );
}

/** A line for one's own tokens; for the owner a table of everybody's. */
function Tokens({ tokens }: { tokens: TokensUsed[] }) {
  const text = strings.turns;
  const [own] = tokens;
  if (tokens.length === 1 && own) {
    return (
      <p data-testid="tokens">{text.total(own.replies, own.prompt_tokens, own.completion_tokens)}</p>
    );
  }
  return (
    <table className="tokens" data-testid="tokens">
      <caption>{text.byLearner}</caption>
      <thead>
        <tr>
          <th scope="col">{text.learner}</th>
          <th scope="col">{text.replies}</th>
          <th scope="col">{text.read}</th>
          <th scope="col">{text.written}</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ learner_id, name, replies, prompt_tokens, completion_tokens }) => (
          <tr key={learner_id}>
            <th scope="row">{name}</th>
            <td>{replies.toLocaleString(language())}</td>
            <td>{prompt_tokens.toLocaleString(language())}</td>
            <td>{completion_tokens.toLocaleString(language())}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
