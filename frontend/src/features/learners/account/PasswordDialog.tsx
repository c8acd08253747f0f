import { useState, type FormEvent } from "react";
import { type Account, accountApi, elsewhereUrl } from "./api";
import { useTask } from "../../../shared/ui/useTask";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { PasswordField } from "./PasswordField";
import "./account.css";

export interface PasswordDialogProps {
  account: Account | null;
  elsewhere: string | null;
}

/** Asks for the password once more; `onEnd` is told whether it was given. */
export default function PasswordDialog({ account, elsewhere, onEnd }: PasswordDialogProps & { onEnd: (given: boolean) => void }) {
  const [password, setPassword] = useState("");
  const { failure, busy, attempt } = useTask();
  const text = strings.account;

  const typed = account === null || account.by === "password";
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // Who shows elsewhere who they are has done so now, or is asked again.
    if (!typed || (await attempt(() => accountApi.givePassword(password)))) onEnd(true);
  };
  return (
    <Dialog title={text.passwordOnce} className="settings" onClose={() => onEnd(false)}>
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
          <button type="button" className="button small plain" onClick={() => onEnd(false)}>
            {common.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
