import { type Passage, readingApi } from "./api";
import type { LevelId } from "../../shared/wire/types";
import { useState } from "react";
import { useTask } from "../../shared/ui/useTask";
import { strings } from "./strings";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon } from "../../shared/ui/Icon";
import { TutorText } from "../cards/words/TutorText";

interface Props {
  documentId: string;
  passage: Passage;
  level: LevelId;
  onChange: (passage: Passage) => void;
  /** The sentence of it that is read aloud. */
  sentence?: { id: string; speech: string; start: number } | null;
  /** Reads it aloud from its beginning. */
  onRead?: (() => void) | undefined;
}

/** A passage with the meanings of its hard words; where it is far too hard, in easier words as well. */
export function PassageView({ documentId, passage, level, onChange, sentence = null, onRead }: Props) {
  const [asWritten, setAsWritten] = useState(false);
  const { failure, busy, attempt } = useTask();
  const text = strings.documents;
  const { easier } = passage;
  const shown = easier && !asWritten ? easier : passage;
  const make = (): void => void attempt(async () => onChange(await readingApi.easier(documentId, passage.position, level)));
  return (
    <>
      <p className="quiet passage-head">
        {text.where(passage)} <span className="tag">{passage.level}</span>
        {onRead && shown === passage && (
          <button
            type="button"
            className="icon-button small"
            aria-label={text.aloud.from(text.where(passage))}
            title={text.aloud.read}
            data-testid="read-passage"
            onClick={onRead}
          >
            <Icon name="play" />
          </button>
        )}
        {easier && (
          <button
            type="button"
            className="text-button"
            data-testid="as-written"
            aria-pressed={asWritten}
            onClick={() => setAsWritten(!asWritten)}
          >
            {asWritten ? text.showEasier : text.showWritten}
          </button>
        )}
        {passage.hard && !easier && (
          <button type="button" className="text-button" data-testid="make-easier" aria-disabled={busy} onClick={make}>
            {busy ? text.makingEasier : text.makeEasier}
          </button>
        )}
      </p>
      <TutorText key={shown === passage ? "written" : "easier"} text={shown.text} glosses={shown.glosses} messageId="" sentence={shown === passage ? sentence : null} />
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
    </>
  );
}
