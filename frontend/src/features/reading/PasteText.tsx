import type { FormEvent } from "react";
import { useKeptText } from "../../shared/ui/useKeptText";
import { strings } from "./strings";

interface Props {
  busy: boolean;
  /** Whether it was added: what was refused stays. */
  onAdd: (file: File) => Promise<boolean>;
}

/** A text that is on the clipboard. */
export function PasteText({ busy, onAdd }: Props) {
  const [title, setTitle] = useKeptText("pasted.title");
  const [pasted, setPasted] = useKeptText("pasted");
  const text = strings.documents;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || pasted.trim() === "") return;
    // Without a title its first words are one.
    const name = (title.trim() || pasted.trim().split(/\s+/).slice(0, 6).join(" ")).replace(/[/\\]/g, "-");
    void onAdd(new File([pasted], `${name}.txt`, { type: "text/plain" })).then((added) => {
      if (!added) return;
      setPasted("");
      setTitle("");
    });
  };
  return (
    <form className="paste" onSubmit={submit}>
      <label>
        <span>{text.pasteTitle}</span>
        <input className="line-input" maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label>
        <span>{text.pasteLabel}</span>
        <textarea
          className="line-input"
          lang="es"
          rows={6}
          data-testid="pasted"
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
      </label>
      <button type="submit" className="button small" aria-disabled={busy || pasted.trim() === ""}>
        {text.pasteAdd}
      </button>
    </form>
  );
}
