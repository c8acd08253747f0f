import type { LevelId } from "../../shared/wire/types";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useDraft } from "./useDraft";
import { useLiveCorrections } from "../corrections/useLiveCorrections";
import { codePointLength } from "../../shared/text/codepoints";
import { mannerOf, segmentText, shownAtOnce, type Span } from "../corrections/segments";
import { strings as correctionStrings } from "../corrections/strings";
import { strings } from "./strings";
import { Icon } from "../../shared/ui/Icon";

interface Props {
  level: LevelId;
  /** Whether the server can correct while one types. */
  checking: boolean;
  textLimit: number | null;
  /** Whose draft this is. */
  conversationId: string;
  /** An earlier message that is being written anew; the draft waits meanwhile. */
  editing: { id: string; text: string } | null;
  /** Whether the conversation is there to be sent to; what is written before that stays in the field. */
  ready: boolean;
  onSend: (text: string) => void;
  onEscape: () => void;
}

/**
 * Where the learner types. The textarea is uncontrolled, so the caret never jumps; behind it lies a mirror of the
 * same text, which carries the underlines and gives the field its height.
 */
export function TextInput({ level, checking, textLimit, conversationId, editing, ready, onSend, onEscape }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const composing = useRef(false);
  const draft = useDraft(conversationId);
  /** The draft, while an earlier message is in the field. */
  const aside = useRef<string | null>(null);
  const { text, spans, changed, dismiss, taken } = useLiveCorrections(
    level,
    checking,
    ready && !editing ? conversationId : null,
  );
  const [all, setAll] = useState(false);
  if (all && text === "") setAll(false);
  const shown = all ? spans : shownAtOnce(spans, level);
  const over = textLimit === null ? 0 : codePointLength(text) - textLimit;
  const sendable = ready && text.trim() !== "" && over <= 0;

  const read = (): void => changed(area.current?.value ?? "", composing.current);
  const keepScrolled = (): void => {
    if (mirror.current && area.current) mirror.current.scrollTop = area.current.scrollTop;
  };
  useEffect(keepScrolled);

  const write = useCallback(
    (value: string) => {
      if (area.current) area.current.value = value;
      changed(value);
    },
    [changed],
  );
  useEffect(() => write(draft.first), [draft.first, write]);
  useEffect(() => {
    if (editing) {
      aside.current ??= area.current?.value ?? "";
      write(editing.text);
      area.current?.focus();
    } else if (aside.current !== null) {
      write(aside.current);
      aside.current = null;
    }
  }, [editing, write]);
  useEffect(() => draft.keep(aside.current ?? text), [draft, text]);

  const submit = (): void => {
    const value = area.current?.value ?? "";
    if (!ready || value.trim() === "" || over > 0) return;
    write("");
    onSend(value.trim());
  };

  const accept = (span: Span): void => {
    const element = area.current;
    if (!element) return;
    const { replacement } = span.correction;
    const caret = element.selectionStart;
    element.focus();
    element.setSelectionRange(span.start, span.end);
    // The old editing command is the only way that the browser's undo still knows about the change.
    const command = replacement === "" ? "delete" : "insertText";
    if (!document.execCommand(command, false, replacement)) {
      element.setRangeText(replacement, span.start, span.end, "end");
    }
    const shift = replacement.length - (span.end - span.start);
    const back = caret >= span.end ? caret + shift : Math.min(caret, span.start + replacement.length);
    element.setSelectionRange(back, back);
    changed(element.value);
    taken(span);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // keyCode 229 is how some input methods say that Enter only picks a candidate.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") onEscape();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (!event.altKey) submit();
    else if (shown[0]) accept(shown[0]);
  };

  return (
    <div className="typing">
      <div className="field">
        <div className="field-text">
          <div ref={mirror} className="mirror" aria-hidden="true">
            {segmentText(text, shown).map((segment, index) =>
              segment.kind === "correction" ? (
                <mark key={index} className={markClass(segment.text, segment.span)}>
                  {segment.text}
                </mark>
              ) : (
                <span key={index}>{segment.text}</span>
              ),
            )}
            {"\u200b"}
          </div>
          <textarea
            ref={area}
            lang="es"
            rows={1}
            spellCheck={false}
            autoCapitalize="sentences"
            data-testid="message-input"
            aria-label={strings.composer.label}
            placeholder={strings.composer.placeholder}
            onInput={read}
            onScroll={keepScrolled}
            onKeyDown={onKeyDown}
            onCompositionStart={() => {
              composing.current = true;
            }}
            onCompositionEnd={() => {
              composing.current = false;
              read();
            }}
          />
        </div>
        <button
          type="button"
          className="send-button"
          data-testid="send-button"
          aria-label={strings.composer.send}
          disabled={!sendable}
          onClick={submit}
        >
          <Icon name="send" />
        </button>
      </div>
      {over > 0 && <p className="over-limit">{strings.composer.tooLong(over)}</p>}
      {shown.length > 0 && (
        <Suggestions
          spans={shown}
          hidden={spans.length - shown.length}
          onMore={() => setAll(true)}
          onAccept={accept}
          onDismiss={dismiss}
        />
      )}
    </div>
  );
}

/** A gap has nothing to underline; what is only asked about has dots. */
function markClass(text: string, span: Span): string {
  return [text.trim() === "" && "gap", mannerOf(span.correction) === "meant?" && "asked"].filter(Boolean).join(" ");
}

interface SuggestionsProps {
  spans: Span[];
  /** How many less important ones are left out. */
  hidden: number;
  onMore: () => void;
  onAccept: (span: Span) => void;
  onDismiss: (span: Span) => void;
}

function Suggestions({ spans, hidden, onMore, onAccept, onDismiss }: SuggestionsProps) {
  return (
    <ul className="suggestions" aria-label={strings.composer.suggestions}>
      {spans.map((span) => {
        const { original, replacement, explanation } = span.correction;
        const asked = mannerOf(span.correction) === "meant?";
        const name = asked
          ? correctionStrings.correction.likely(original.trim(), replacement.trim())
          : replacement
            ? strings.composer.accept(original, replacement)
            : strings.composer.removeWord(original);
        return (
          <li key={`${span.start}-${replacement}`} className="suggestion">
            <button type="button" aria-label={name} title={explanation} onClick={() => onAccept(span)}>
              {asked ? name : (
                <>
                  {original.trim() && <del lang="es">{original}</del>}
                  {replacement && <ins lang="es">{replacement}</ins>}
                </>
              )}
            </button>
            <button type="button" aria-label={strings.composer.dismiss(original)} onClick={() => onDismiss(span)}>
              <Icon name="close" />
            </button>
          </li>
        );
      })}
      {hidden > 0 && (
        <li>
          <button type="button" className="text-button" onClick={onMore}>
            {strings.composer.more(hidden)}
          </button>
        </li>
      )}
      <li className="quiet suggestion-key">{strings.composer.acceptKey}</li>
    </ul>
  );
}
