import { useId, useState } from "react";
import { strings } from "../strings";

interface Props {
  label: string;
  autoComplete: "new-password" | "current-password";
  hint?: string | null;
  value: string;
  onChange: (value: string) => void;
}

/** A password that can be shown, so that nobody has to type it twice. */
export function PasswordField({ label, autoComplete, hint, value, onChange }: Props) {
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <div className="stacked">
      <label htmlFor={id}>{label}</label>
      <div className="password">
        <input
          id={id}
          className="line-input"
          name={autoComplete}
          type={shown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <button type="button" className="text-button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? strings.account.hide : strings.account.show}
        </button>
      </div>
      {hint && (
        <span id={`${id}-hint`} className="quiet">
          {hint}
        </span>
      )}
    </div>
  );
}
