import type { Correction } from "../../shared/wire/types";
import { mannerOf } from "../corrections/segments";
import { mistakeName } from "../../shared/i18n/mistakeName";
import { strings as correctionStrings } from "../corrections/strings";
import { strings } from "./strings";
import type { DoneEvent } from "./turnRun";

function told(correction: Correction): string {
  const { original, replacement, category } = correction;
  const text = correctionStrings.correction;
  if (mannerOf(correction) === "heard?") return text.didYouSay(original, replacement);
  if (mannerOf(correction) === "meant?") return text.likely(original.trim(), replacement.trim());
  return `${text.label(original, replacement, mistakeName(category))}.`;
}

interface Props {
  /** What was recorded is being made out. */
  listening: boolean;
  replying: boolean;
  /** The words of the reply are to be heard first. */
  covered: boolean;
  /** How the last turn ended, and what the learner had been told of the words. */
  done: Pick<DoneEvent, "text" | "corrections"> | null;
  /** Words of one's own that may have been misheard. */
  unsure: readonly string[];
}

/** Tells a screen reader what others see: that a recording has ended, the reply, and what should change in one's own words. */
export function Announcer({ listening, replying, covered, done, unsure }: Props) {
  const corrections = done?.corrections.filter(({ dismissed }) => !dismissed) ?? [];
  return (
    <div className="visually-hidden" role="status" data-testid="announcer">
      {replying && (listening ? strings.thread.recorded : strings.thread.replying)}
      {!replying && done && (
        <>
          <p>
            {covered ? strings.thread.spoken : strings.thread.replied} {!covered && <span lang="es">{done.text}</span>}
          </p>
          {corrections.length > 0 && (
            <p>
              {strings.thread.corrected(corrections.length)}{" "}
              {corrections.map((correction) => (
                <span key={correction.id}>{told(correction)} </span>
              ))}
            </p>
          )}
          {unsure.length > 0 && (
            <p>
              {correctionStrings.correction.unsure}: <span lang="es">{unsure.join(", ")}</span>
            </p>
          )}
        </>
      )}
    </div>
  );
}
