import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { Correction, Word } from "../api/types";
import { placeCorrections, segmentText, type Span } from "../lib/segments";
import { strings } from "../strings";
import { Icon } from "./Icon";

interface Props {
  text: string;
  corrections: Correction[];
  words: Word[];
  onDismiss: (start: number, end: number) => void;
}

/** The learner's own sentence with what should change in it; each change opens its explanation. */
export function CorrectedText({ text, corrections, words, onDismiss }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const detailId = useId();
  const spans = placeCorrections(text, corrections);
  const opened = spans.find((span) => span.start === open);
  return (
    <>
      <p className="learner-text" lang="es">
        {segmentText(text, spans, words).map((segment, index) => {
          if (segment.kind === "plain") return <span key={index}>{segment.text}</span>;
          if (segment.kind === "unsure") {
            return (
              <span key={index} className="unsure" title={strings.thread.unsure}>
                {segment.text}
              </span>
            );
          }
          const { start } = segment.span;
          return (
            <CorrectionMark
              key={index}
              span={segment.span}
              open={open === start}
              detailId={detailId}
              onToggle={() => setOpen((now) => (now === start ? null : start))}
            />
          );
        })}
      </p>
      {opened && (
        <CorrectionDetail
          id={detailId}
          correction={opened.correction}
          onClose={() => setOpen(null)}
          onDismiss={() => {
            setOpen(null);
            onDismiss(opened.correction.start, opened.correction.end);
          }}
        />
      )}
    </>
  );
}

interface MarkProps {
  span: Span;
  open: boolean;
  detailId: string;
  onToggle: () => void;
}

/** An inline button; a span, because a real button does not break across lines. */
function CorrectionMark({ span, open, detailId, onToggle }: MarkProps) {
  const { original, replacement, category, severity } = span.correction;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onToggle();
  };
  return (
    <span
      role="button"
      tabIndex={0}
      className={`correction correction-${severity}`}
      data-testid="correction"
      aria-expanded={open}
      aria-controls={open ? detailId : undefined}
      aria-label={strings.correction.label(original, replacement, category)}
      onClick={onToggle}
      onKeyDown={onKeyDown}
    >
      {original && <del>{original}</del>}
      {original && replacement && " "}
      {replacement && <ins>{replacement}</ins>}
    </span>
  );
}

interface DetailProps {
  id: string;
  correction: Correction;
  onClose: () => void;
  onDismiss: () => void;
}

function CorrectionDetail({ id, correction, onClose, onDismiss }: DetailProps) {
  const { category, severity, original, replacement, explanation, rule } = correction;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers give a promise back here, which must not become the effect's cleanup.
    void element.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const weight = strings.correction.severity[severity];
  return (
    <div ref={element} id={id} className="correction-detail" role="region" aria-label={category}>
      <div className="correction-head">
        <span className="tag">{category}</span>
        {weight && <span className="quiet">{weight}</span>}
        <button type="button" className="icon-button small" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <p className="correction-pair" lang="es">
        {original && <del>{original}</del>} {replacement && <ins>{replacement}</ins>}
      </p>
      <p>{explanation}</p>
      {rule && rule !== explanation && (
        <p className="quiet">
          {strings.correction.rule}: {rule}
        </p>
      )}
      <button type="button" className="text-button" onClick={onDismiss}>
        <Icon name="check" />
        {strings.correction.right}
      </button>
    </div>
  );
}
