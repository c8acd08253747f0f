import { useState, type FormEvent } from "react";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useTask } from "../../../shared/ui/useTask";
import { followingApi } from "./api";
import { strings } from "./strings";

/** A teacher who follows whispers something to the learner. */
export function HintForm({ token }: { token: string }) {
  const [words, setWords] = useState("");
  const [pages, setPages] = useState<number | null>(null);
  const { failure, busy, attempt } = useTask();
  const text = strings.hint;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    void attempt(async () => {
      setPages((await followingApi.whisper(token, words.trim())).pages);
      setWords("");
    });
  };
  return (
    <form className="button-row hint-form" onSubmit={send}>
      <input
        className="line-input"
        required
        maxLength={300}
        aria-label={text.label}
        placeholder={text.label}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <button type="submit" className="button small" disabled={busy || words.trim() === ""}>
        {text.send}
      </button>
      <span className="quiet" role="status">
        {pages !== null && (pages > 0 ? text.sent : text.nobody)}
      </span>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
    </form>
  );
}
