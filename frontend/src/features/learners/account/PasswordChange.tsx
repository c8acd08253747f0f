import { accountApi, SHORTEST_PASSWORD } from "./api";
import { useState, type FormEvent } from "react";
import { useTask } from "../../../shared/ui/useTask";
import { codePointLength } from "../../../shared/text/codepoints";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { PasswordField } from "./PasswordField";

/** A new password for the old one. */
export function PasswordChange({ name }: { name: string }) {
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [keep, setKeep] = useState(false);
  const [changed, setChanged] = useState(false);
  const { failure, busy, attempt } = useTask();
  const text = strings.account;
  const long = codePointLength(fresh) >= SHORTEST_PASSWORD;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setChanged(false);
    if (!(await attempt(() => accountApi.changePassword(old, fresh, keep)))) return;
    setOld("");
    setFresh("");
    setChanged(true);
  };

  return (
    <section>
      <h3>{text.changePassword}</h3>
      <form className="credentials" onSubmit={(event) => void submit(event)}>
        {/* Tells a password manager whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
        <PasswordField label={text.oldPassword} autoComplete="current-password" value={old} onChange={setOld} />
        <PasswordField
          label={text.newPassword}
          autoComplete="new-password"
          hint={text.passwordHint(SHORTEST_PASSWORD)}
          value={fresh}
          onChange={setFresh}
        />
        <label className="check">
          <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
          {text.keepTokens}
        </label>
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        <div className="button-row">
          <button type="submit" className="button small" disabled={busy || old === "" || !long}>
            {text.changePassword}
          </button>
          <span className="quiet" role="status">
            {changed && text.passwordChanged}
          </span>
        </div>
      </form>
    </section>
  );
}
