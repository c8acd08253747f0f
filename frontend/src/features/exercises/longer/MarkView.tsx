import { useEffect, useRef } from "react";
import type { Marked } from "./api";
import { strings } from "./strings";

/** A mark, heading by heading, each with its reason, and two things to do. */
export function MarkView({ marked, onAgain }: { marked: Marked; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section data-testid="marked">
      <h2 ref={heading} tabIndex={-1}>
        {strings.marked}
      </h2>
      {marked.enough && <p className="quiet">{strings.practice}</p>}
      <dl className="exam-marks">
        {marked.marks.map((mark) => (
          <div key={mark.heading}>
            <dt>{strings.headings[mark.heading]}</dt>
            <dd>
              <meter min={0} max={4} value={mark.points} aria-label={strings.headings[mark.heading]} />{" "}
              <strong>{strings.ofFour(mark.points)}</strong> <span className="quiet">{mark.reason}</span>
            </dd>
          </div>
        ))}
      </dl>
      <h3>{strings.next}</h3>
      <ul>
        {marked.advice.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h3>{marked.corrected === marked.text ? strings.yourAnswer : strings.mended}</h3>
      <p lang="es" className="exam-answer">
        {marked.corrected}
      </p>
      <button type="button" className="button" onClick={onAgain}>
        {strings.again}
      </button>
    </section>
  );
}
