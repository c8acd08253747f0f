import "./corrections.css";
import type { Correction, LevelId, Word } from "../../shared/wire/types";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useWordPick } from "../cards/words/useWordPick";
import { mannerOf, placeCorrections, segmentText, shownAtOnce, type Span } from "./segments";
import { mistakeName } from "../../shared/i18n/mistakeName";
import { besideWord, sentenceAt } from "../../shared/text/words";
import { strings as cardsStrings } from "../cards/strings";
import { strings } from "./strings";
import { CorrectionDetail } from "./CorrectionDetail";
import { Misheard } from "./Misheard";
import { WordDetail } from "../cards/words/WordDetail";
import { Words } from "../cards/words/Words";

interface Props {
  text: string;
  corrections: Correction[];
  words: Word[];
  messageId: string;
  recordingUrl: string | null;
  level: LevelId;
  /** Null for who only reads along: they can't say what was right, and keep no words of it. */
  onDismiss: ((correction: Correction) => void) | null;
  /** Says yes to a correction that was only asked about. */
  onAccept?: (correction: Correction) => void;
}

/** The learner's own sentence with what should change in it; each change opens its explanation. */
export function CorrectedText({ text, corrections, words, messageId, recordingUrl, level, onDismiss, onAccept }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const detailId = useId();
  const [all, setAll] = useState(false);
  const placed = placeCorrections(text, corrections);
  const spans = all ? placed : shownAtOnce(placed, level);
  const hidden = placed.length - spans.length;
  const { picked, close: closeWord, props } = useWordPick();
  // Where each segment begins: they are the text, cut.
  let offset = 0;
  const opened = spans.find((span) => span.start === open);
  const sentence = useRef<HTMLParagraphElement>(null);
  // What had the focus goes away with the explanation.
  const close = (): void => {
    sentence.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus({ preventScroll: true });
    setOpen(null);
  };
  return (
    <>
      <p ref={sentence} className="learner-text" lang="es" {...(onDismiss ? { "aria-description": cardsStrings.words.hint, ...props } : {})}>
        {segmentText(text, spans, words).map((segment, index) => {
          const start = offset;
          offset += segment.text.length;
          if (segment.kind === "plain") return <Words key={index} text={segment.text} offset={start} />;
          if (segment.kind === "unsure") {
            return (
              <span key={index} className="unsure">
                <Words text={segment.text} offset={start} />
              </span>
            );
          }
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
      <Misheard words={words} messageId={messageId} recordingUrl={recordingUrl} />
      {hidden > 0 && (
        <button type="button" className="text-button" data-testid="more-corrections" onClick={() => setAll(true)}>
          {strings.correction.more(hidden)}
        </button>
      )}
      {picked && (
        <WordDetail
          key={picked.at}
          word={picked.word}
          beside={besideWord(text, picked.at, picked.word)}
          // A sentence with a mistake in it is no example.
          sentence={corrections.length === 0 ? sentenceAt(text, picked.at) : ""}
          messageId={messageId}
          gloss={null}
          onClose={closeWord}
        />
      )}
      {opened && (
        <CorrectionDetail
          key={opened.start}
          id={detailId}
          messageId={messageId}
          recordingUrl={recordingUrl}
          correction={opened.correction}
          onClose={close}
          onAccept={onAccept && (() => onAccept(opened.correction))}
          onDismiss={
            onDismiss &&
            (() => {
              setOpen(null);
              sentence.current?.focus({ preventScroll: true });
              onDismiss(opened.correction);
            })
          }
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
  const manner = mannerOf(span.correction);
  const asked = manner !== "struck";
  const shown = asked ? `${original.trim() || "…"} (?)` : [original, replacement].filter(Boolean).join(" ");
  const described = {
    "heard?": strings.correction.didYouSay(original, replacement),
    "meant?": strings.correction.likely(original.trim(), replacement.trim()),
    struck: strings.correction.label(original, replacement, mistakeName(category)),
  }[manner];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onToggle();
  };
  return (
    <span
      role="button"
      tabIndex={0}
      className={`correction correction-${asked ? "asked" : severity}`}
      data-testid="correction"
      aria-expanded={open}
      aria-controls={open ? detailId : undefined}
      // What is read comes first, so that who speaks to the computer can say it.
      aria-label={`${shown}. ${described}`}
      onClick={onToggle}
      onKeyDown={onKeyDown}
    >
      {asked ? (
        shown
      ) : (
        <>
          {original && <del>{original}</del>}
          {original && replacement && " "}
          {replacement && <ins>{replacement}</ins>}
        </>
      )}
    </span>
  );
}
