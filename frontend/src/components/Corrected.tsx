import { useId, useState } from "react";

import { segments } from "../offsets";
import { strings } from "../strings";
import type { Correction } from "../types";

/** The learner's own sentence with its corrections; each opens to say why. */
export function Corrected(props: { text: string; corrections: Correction[]; onDismiss: (start: number) => void }) {
  const [open, setOpen] = useState<number | null>(null);
  const detail = useId();
  const shown = props.corrections.find((c) => c.start === open);
  return (
    <>
      {segments(props.text, props.corrections).map(({ text, span }, i) =>
        span === null ? (
          text
        ) : (
          <button
            key={i}
            className="correction"
            data-testid="correction"
            data-severity={span.severity}
            aria-expanded={span.start === open}
            aria-controls={detail}
            aria-label={strings.correction.label(span.original, span.replacement)}
            onClick={() => setOpen(span.start === open ? null : span.start)}
          >
            {text && <del>{text}</del>}
            {text && span.replacement && " "}
            {span.replacement && <ins>{span.replacement.trim()}</ins>}
          </button>
        ),
      )}
      <span id={detail} className="why" hidden={!shown} lang="en">
        {shown && (
          <>
            <strong>{shown.category}</strong> {shown.explanation}{" "}
            <button
              className="tool"
              onClick={() => {
                props.onDismiss(shown.start);
                setOpen(null);
              }}
            >
              {strings.correction.right}
            </button>
          </>
        )}
      </span>
    </>
  );
}
