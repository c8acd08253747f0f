import { useState } from "react";
import { common } from "../../shared/i18n/common";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { RenameButton, TitleForm } from "../../shared/ui/TitleForm";
import { Icon } from "../../shared/ui/Icon";
import { useList } from "../../shared/ui/useList";
import type { Learner } from "../../shared/wire/types";
import { type Fact, FACT_CHARS, learnersApi } from "./api";
import { strings } from "./strings";

interface Props {
  learner: Learner;
  onChange: (part: Partial<Learner>) => Promise<void>;
}

/** What the tutor remembers of the learner: theirs to read, change, add to, delete and switch off. */
export function MemorySection({ learner, onChange }: Props) {
  const { items, known, failure, change } = useList(learnersApi.facts);
  const text = strings.memory;
  return (
    <section data-testid="memory">
      <h3>{text.title}</h3>
      <label className="check">
        <input
          type="checkbox"
          data-testid="remembers"
          checked={learner.remembers}
          onChange={(event) => void onChange({ remembers: event.target.checked })}
        />
        {text.remembers}
      </label>
      <p className="quiet">{learner.remembers ? text.hint : text.off}</p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {known && items.length === 0 && !failure && <p className="quiet">{text.none}</p>}
      <ul className="facts-told">
        {items.map((fact) => (
          <Row
            key={fact.id}
            fact={fact}
            onChange={(words) => void change(() => learnersApi.changeFact(fact.id, words))}
            onForget={() => void change(() => learnersApi.forgetFact(fact.id))}
          />
        ))}
      </ul>
      <form
        className="button-row"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const words = new FormData(form).get("fact");
          if (typeof words !== "string" || words.trim() === "") return;
          void change(() => learnersApi.addFact(words.trim())).then((added) => added && form.reset());
        }}
      >
        <input
          className="line-input"
          name="fact"
          lang="es"
          maxLength={FACT_CHARS}
          aria-label={text.addLabel}
          placeholder={text.placeholder}
        />
        <button type="submit" className="button small plain">
          {text.add}
        </button>
      </form>
    </section>
  );
}

interface RowProps {
  fact: Fact;
  onChange: (words: string) => void;
  onForget: () => void;
}

function Row({ fact: { text: words }, onChange, onForget }: RowProps) {
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <li>
        <TitleForm
          title={words}
          label={strings.memory.editLabel}
          onRename={onChange}
          onClose={() => setEditing(false)}
        />
      </li>
    );
  }
  return (
    <li>
      <span lang="es">{words}</span>
      <span className="row-buttons" role="group" aria-label={strings.memory.actions(words)}>
        <RenameButton onClick={() => setEditing(true)} />
        <button
          type="button"
          className="icon-button small"
          aria-label={common.remove}
          title={common.remove}
          onClick={onForget}
        >
          <Icon name="trash" />
        </button>
      </span>
    </li>
  );
}
