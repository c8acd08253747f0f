import { accountApi, type Reset } from "./api";
import { useState } from "react";
import { useList } from "../../../shared/ui/useList";
import { shortDate } from "../../../shared/i18n/format";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Secret } from "../../../shared/ui/Secret";
import { SureNote } from "../../../shared/ui/SureNote";

/**
 * Everybody with an account here. The owner makes a link for who has forgotten their password, and may remove them with all
 * their data, after a second press.
 */
export function People({ me }: { me: string }) {
  const { items, failure, busy, change } = useList(accountApi.people);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [reset, setReset] = useState<(Reset & { name: string }) | null>(null);
  const text = strings.account;
  return (
    <section>
      <h3>{text.people}</h3>
      <ul className="account-list">
        {items.map(({ id, name, role, active, by, created_at, wrong_guesses }) => (
          <li key={id}>
            <span>
              {name}
              <span className="quiet">
                {text.roles[role]} · {text.since(shortDate(created_at))}
                {!active && ` · ${text.closed}`}
                {wrong_guesses > 0 && ` · ${text.wrongGuesses(wrong_guesses)}`}
              </span>
            </span>
            {role !== "owner" && leaving !== id && (
              <button
                type="button"
                className="text-button"
                aria-label={role === "teacher" ? text.unmakeTeacherLabel(name) : text.makeTeacherLabel(name)}
                disabled={busy}
                onClick={() => void change(() => accountApi.setRole(id, role === "teacher" ? "learner" : "teacher"))}
              >
                {role === "teacher" ? text.unmakeTeacher : text.makeTeacher}
              </button>
            )}
            {id !== me && active && by === "password" && leaving !== id && (
              <button
                type="button"
                className="text-button"
                aria-label={text.resetLabel(name)}
                disabled={busy}
                onClick={() => void change(async () => setReset({ ...(await accountApi.offerReset(id)), name }))}
              >
                {text.resetPassword}
              </button>
            )}
            {role !== "owner" && leaving !== id && (
              <button
                type="button"
                className="text-button"
                aria-label={active ? text.closeLabel(name) : text.reopenLabel(name)}
                disabled={busy}
                onClick={() => void change(() => accountApi.setActive(id, !active))}
              >
                {active ? text.close : text.reopen}
              </button>
            )}
            {id !== me && leaving !== id && (
              <button
                type="button"
                className="text-button"
                aria-label={text.removeLabel(name)}
                onClick={() => setLeaving(id)}
              >
                {text.remove}
              </button>
            )}
            {leaving === id && (
              <SureNote
                text={text.removeSure(name)}
                label={text.remove}
                busy={busy}
                onYes={() => void change(() => accountApi.removePerson(id)).then(() => setLeaving(null))}
                onNo={() => setLeaving(null)}
              />
            )}
          </li>
        ))}
      </ul>
      {reset && <Secret key={reset.token} label={text.resetLink(reset.name, shortDate(reset.expires_at))} value={reset.url} />}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
    </section>
  );
}
