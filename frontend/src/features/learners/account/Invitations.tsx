import { accountApi, type NewInvitation } from "./api";
import { useState } from "react";
import { useList } from "../../../shared/ui/useList";
import { shortDate } from "../../../shared/i18n/format";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Secret } from "../../../shared/ui/Secret";

/** Links by which others get an account of their own. */
export function Invitations() {
  const { items, failure, busy, change } = useList(accountApi.invitations);
  const [made, setMade] = useState<NewInvitation | null>(null);
  const [closed, setClosed] = useState(false);
  const text = strings.account;
  return (
    <section>
      <h3>{text.invitations}</h3>
      <p className="quiet">{text.invitationsText}</p>
      {made && <Secret label={text.invitationLink(shortDate(made.expires_at))} value={made.url} />}
      <ul className="account-list">
        {items.map(({ id, created_at, expires_at, used_by }) => (
          <li key={id}>
            <span>
              {text.invitedOn(shortDate(created_at))}
              <span className="quiet">{used_by ? text.usedBy(used_by) : text.validUntil(shortDate(expires_at))}</span>
            </span>
            {!used_by && (
              <button
                type="button"
                className="text-button"
                aria-label={text.withdrawLabel(shortDate(created_at))}
                disabled={busy}
                onClick={() => void change(() => accountApi.withdraw(id))}
              >
                {text.withdraw}
              </button>
            )}
          </li>
        ))}
      </ul>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <div className="button-row">
        <button
          type="button"
          className="button small"
          disabled={busy}
          onClick={() => void change(async () => setMade(await accountApi.invite()))}
        >
          {text.invite}
        </button>
        <button
          type="button"
          className="text-button"
          data-testid="close-classes"
          disabled={busy}
          onClick={() => void change(accountApi.closeClasses).then(setClosed)}
        >
          {text.closeClasses}
        </button>
      </div>
      <p className="quiet" role="status">
        {closed ? text.classesClosed : text.closeClassesText}
      </p>
    </section>
  );
}
