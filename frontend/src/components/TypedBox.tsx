import { useEffect, useRef, useState } from "react";

import { replaceSpan, segments, unitOffsets } from "../offsets";
import { strings } from "../strings";
import type { Correction } from "../types";
import { useLiveCorrections } from "../useLiveCorrections";

/**
 * Where the learner types. The text belongs to the browser's own textarea and is never written while typing, so the
 * caret cannot jump and input methods work; underlines are drawn on a copy behind it.
 */
export function TypedBox(props: {
  level: string;
  limit: number;
  busy: boolean;
  editing: { id: string; text: string } | null;
  onCancelEdit: () => void;
  onSend: (text: string) => void;
}) {
  const { editing } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const back = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const { found, dismiss } = useLiveCorrections(text, props.level);

  const write = (value: string, caret = value.length) => {
    if (!box.current) return;
    box.current.value = value;
    box.current.setSelectionRange(caret, caret);
    setText(value);
  };

  useEffect(() => {
    if (editing && box.current) {
      box.current.value = editing.text;
      setText(editing.text);
      box.current.focus();
    }
  }, [editing]);

  const send = () => {
    const value = box.current?.value.trim();
    if (!value || props.busy) return;
    write("");
    props.onSend(value);
  };

  const accept = (c: Correction) => {
    const replaced = replaceSpan(text, c, c.replacement);
    write(replaced, unitOffsets(text)[c.start]! + c.replacement.length);
    box.current?.focus();
  };

  const left = props.limit - text.length;
  return (
    <form
      className="typed"
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      {editing && (
        <p className="hint">
          {strings.editing}{" "}
          <button
            type="button"
            className="tool"
            onClick={() => {
              write("");
              props.onCancelEdit();
            }}
          >
            {strings.cancel}
          </button>
        </p>
      )}
      <div className="box">
        <div className="back" ref={back} aria-hidden="true">
          {segments(text, found).map(({ text: piece, span }, i) =>
            span ? (
              <mark key={i} data-severity={span.severity}>
                {piece || "\u200b"}
              </mark>
            ) : (
              <span key={i}>{piece}</span>
            ),
          )}
          {"\n"}
        </div>
        <textarea
          ref={box}
          lang="es"
          rows={1}
          maxLength={props.limit}
          spellCheck={false}
          autoCapitalize="sentences"
          data-testid="message-input"
          aria-label={strings.input.label}
          placeholder={strings.input.placeholder}
          onInput={(e) => setText(e.currentTarget.value)}
          onScroll={(e) => {
            if (back.current) back.current.scrollTop = e.currentTarget.scrollTop;
          }}
          onKeyDown={(e) => {
            if (e.nativeEvent.isComposing) return;
            if (e.key === "Enter" && e.altKey && found[0]) {
              e.preventDefault();
              accept(found[0]);
            } else if (e.key === "Enter" && !e.shiftKey && !e.altKey) {
              e.preventDefault();
              send();
            } else if (e.key === "Escape" && editing) {
              write("");
              props.onCancelEdit();
            }
          }}
        />
        <button className="send" data-testid="send-button" disabled={props.busy || !text.trim()} aria-label={strings.input.send}>
          ➤
        </button>
      </div>
      {left < 200 && <p className="hint">{left}</p>}
      {found.length > 0 && (
        <ul className="suggestions">
          {found.slice(0, 3).map((c, i) => (
            <li key={`${c.start}-${c.replacement}`}>
              <span lang="es">
                <del>{c.original}</del> <ins>{c.replacement}</ins>
              </span>
              <span className="quiet">{c.explanation}</span>
              <button type="button" className="tool" onClick={() => accept(c)}>
                {strings.suggestions.accept}
                {i === 0 && <kbd>{strings.suggestions.key}</kbd>}
              </button>
              <button type="button" className="tool" onClick={() => dismiss(c)}>
                {strings.suggestions.dismiss}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
