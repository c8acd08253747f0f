import { strings } from "./strings";

/** What the learner is saying, as far as it is understood. */
export function PartialMessage({ text }: { text: string }) {
  return (
    <article className="message learner" data-testid="message-partial" aria-label={strings.thread.you}>
      <div className="bubble partial">
        <p className="learner-text" lang="es">
          {text}…
        </p>
      </div>
    </article>
  );
}
