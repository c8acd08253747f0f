import "../../../shared/ui/detail.css";
import type { Prosody, Shadowed } from "../api";
import { strings } from "../strings";
import { ShadowFigure } from "./ShadowFigure";

/** What came of a take: both voices drawn, their pace, and what to do otherwise. */
export function ShadowResult({ result }: { result: Shadowed }) {
  const { model, take, findings } = result;
  const text = strings.shadow;
  return (
    <section className="shadow-result" data-testid="shadow-result">
      <ul className="shadow-legend">
        <li className="model">
          <Stroke /> {text.tutor}: {pace(model)}
        </li>
        <li className="take">
          <Stroke /> {text.you}: {pace(take)}
        </li>
      </ul>
      <ShadowFigure result={result} />
      <div role="status" data-testid="shadow-findings">
        {findings.length === 0 && <p className="fine">{text.close}</p>}
        {findings.map(({ code, amount, word }) => (
          <p key={`${code}:${word}`} data-code={code}>
            {text.findings[code](amount, bare(word === null ? "" : (take.words[word]?.text ?? "")))}
          </p>
        ))}
      </div>
    </section>
  );
}

function Stroke() {
  return (
    <svg className="stroke" viewBox="0 0 32 8" aria-hidden="true" focusable="false">
      <line x1="1" x2="31" y1="4" y2="4" />
    </svg>
  );
}

function pace({ syllables_per_s, pauses }: Prosody): string {
  return strings.shadow.pace(syllables_per_s, pauses.length);
}

/** A word without the signs beside it. */
function bare(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
}
