import { useEffect, useState, type FormEvent } from "react";
import { accountApi } from "./api";
import { PASSWORD_NEEDED, type PasswordRequest } from "../../../shared/wire/http";
import { useTask } from "../../../shared/ui/useTask";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { PasswordField } from "./PasswordField";
import "./account.css";

/** Asks for the password once more whenever the server wants it; what was refused is then done by itself. */
export function PasswordPrompt() {
  const [request, setRequest] = useState<PasswordRequest | null>(null);
  const [password, setPassword] = useState("");
  const { failure, busy, attempt } = useTask();
  const text = strings.account;

  useEffect(() => {
    const ask = (event: Event): void => {
      event.preventDefault();
      setRequest((event as CustomEvent<PasswordRequest>).detail);
    };
    document.addEventListener(PASSWORD_NEEDED, ask);
    return () => document.removeEventListener(PASSWORD_NEEDED, ask);
  }, []);

  if (request === null) return null;
  const end = (given: boolean): void => {
    setPassword("");
    setRequest(null);
    request.answer(given);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await attempt(() => accountApi.givePassword(password))) end(true);
  };
  return (
    <Dialog title={text.passwordOnce} className="settings" onClose={() => end(false)}>
      <form className="credentials" onSubmit={(event) => void submit(event)}>
        <p className="quiet">{text.passwordOnceText}</p>
        <PasswordField label={text.password} autoComplete="current-password" value={password} onChange={setPassword} />
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        <div className="button-row">
          <button type="submit" className="button small" disabled={busy || password === ""}>
            {text.goOn}
          </button>
          <button type="button" className="button small plain" onClick={() => end(false)}>
            {common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
