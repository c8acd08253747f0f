import type { Item } from "../api";
import { Fragment } from "react";
import { strings } from "../strings";
import { Hear } from "../../../shared/audio/Hear";

/** Kinds whose prompt is in the learner's language. */
const ENGLISH_PROMPTS = new Set(["say", "translate"]);

/** What is asked. */
export function Question({ item, onSkip }: { item: Item; onSkip?: (() => void) | undefined }) {
  const { kind, prompt, english, hint, tense, speech_url } = item;
  const text = strings.practice;
  return (
    <div className="question" data-testid="question" data-kind={kind} data-item={item.id}>
      <p className="question-task">{text.kinds[kind]}</p>
      {speech_url && <Hear id={`item:${item.id}`} url={speech_url} eager onSkip={onSkip} />}
      {kind === "conjugation" ? (
        <>
          <p className="question-prompt" lang="es">
            {prompt} <span className="gap" role="img" aria-label={text.gap} /> <em>{hint}</em>
          </p>
          {tense && <p className="quiet">{tense}</p>}
        </>
      ) : (
        <>
          {prompt && (
            <p className={`question-prompt${kind === "repair" ? " doubtful" : ""}`} lang={ENGLISH_PROMPTS.has(kind) ? "en" : "es"}>
              {prompt.split("___").map((part, at) => (
                <Fragment key={at}>
                  {at > 0 && <span className="gap" role="img" aria-label={text.gap} />}
                  {part}
                </Fragment>
              ))}
              {hint && <em> ({hint})</em>}
            </p>
          )}
          {english && <p className="question-english" lang="en">{english}</p>}
        </>
      )}
    </div>
  );
}
