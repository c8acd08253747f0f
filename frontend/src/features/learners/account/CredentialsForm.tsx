import { SHORTEST_PASSWORD } from "./api";
import { toErrorBody } from "../../../shared/wire/http";
import type { ErrorBody } from "../../../shared/wire/types";
import { useState, type FormEvent } from "react";
import { useCountdown } from "../../../shared/ui/useCountdown";
import { codePointLength } from "../../../shared/text/codepoints";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { PasswordField } from "./PasswordField";

export interface Credentials {
  name: string;
  password: string;
  token: string;
}

interface Props {
  /** A new password is chosen here, so it must be long enough. */
  fresh: boolean;
  /** Whose password it is has to be said; who comes by a link is known by it. */
  named: boolean;
  tokenLabel: string | null;
  token: string;
  submitLabel: string;
  onSubmit: (credentials: Credentials) => Promise<void>;
}

/** A name and a password, and a token where one is needed. What was typed stays when the server says no. */
export function CredentialsForm({ fresh, named, tokenLabel, token: given, submitLabel, onSubmit }: Props) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [token, setToken] = useState(given);
  const [taken, setTaken] = useState(given);
  if (given !== taken) {
    // A link opened in a page that shows this form already: its token goes in, what was typed beside it stays.
    setTaken(given);
    if (given !== "") setToken(given);
  }
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const wait = useCountdown(failure?.wait_s ?? 0);
  const text = strings.account;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || wait > 0) return;
    if (fresh && codePointLength(password) < SHORTEST_PASSWORD) {
      setFailure({ code: "password", ...text.tooShort(SHORTEST_PASSWORD), retryable: true });
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit({ name: name.trim(), password, token: token.trim() });
    } catch (error) {
      setFailure(toErrorBody(error));
      setBusy(false);
    }
  };

  return (
    <form className="credentials" onSubmit={(event) => void submit(event)}>
      {named && (
        <label className="stacked">
          <span>{text.name}</span>
          <input
            className="line-input"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
      )}
      <PasswordField
        label={text.password}
        autoComplete={fresh ? "new-password" : "current-password"}
        hint={fresh ? text.passwordHint(SHORTEST_PASSWORD) : null}
        value={password}
        onChange={setPassword}
      />
      {tokenLabel !== null && (
        <label className="stacked">
          <span>{tokenLabel}</span>
          <input
            className="line-input"
            name="token"
            autoComplete="off"
            spellCheck={false}
            required
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        </label>
      )}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <button type="submit" className="button wide" disabled={busy || wait > 0}>
        {wait > 0 ? common.retryIn(wait) : submitLabel}
      </button>
    </form>
  );
}
