import { useEffect, useState, type FormEvent } from "react";
import { type Account, accountApi, elsewhereUrl } from "./api";
import { PASSWORD_NEEDED, type PasswordRequest } from "../../../shared/wire/http";
import { useTask } from "../../../shared/ui/useTask";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { PasswordField } from "./PasswordField";
import "./account.css";

interface Props {
  account: Account | null;
  elsewhere: string | null;
}

/** Asks for the password once more whenever the server wants it; what was refused is then done by itself. */
export function PasswordPrompt({ account, elsewhere }: Props) {
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
  const typed = account === null || account.by === "password";
  const end = (given: boolean): void => {
    setPassword("");
    setRequest(null);
    request.answer(given);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // Who shows elsewhere who they are has done so now, or is asked again.
    if (!typed || (await attempt(() => accountApi.givePassword(password)))) end(true);
  };
  return (
    <Dialog title={text.passwordOnce} className="settings" onClose={() => end(false)}>
      <form className="credentials" onSubmit={(event) => void submit(event)}>
        {typed ? (
          <>
            <p className="quiet">{text.passwordOnceText}</p>
            <PasswordField label={text.password} autoComplete="current-password" value={password} onChange={setPassword} />
          </>
        ) : (
          <p>{account.by === "course" ? text.elsewhere.onceFromCourse : text.elsewhere.once(elsewhere ?? "")}</p>
        )}
        {!typed && account.by === "elsewhere" && elsewhere !== null && (
          <a className="button small plain" href={elsewhereUrl({ again: true })} target="_blank" rel="noreferrer">
            {text.elsewhere.signIn(elsewhere)}
          </a>
        )}
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        <div className="button-row">
          <button type="submit" className="button small" disabled={busy || (typed && password === "")}>
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
