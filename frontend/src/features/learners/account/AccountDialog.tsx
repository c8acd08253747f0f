import { type Account, accountApi } from "./api";
import { PLATFORMS } from "../../../shared/routes";
import { useTask } from "../../../shared/ui/useTask";
import { strings } from "../strings";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Invitations } from "./Invitations";
import { PasswordChange } from "./PasswordChange";
import { People } from "./People";
import { Tokens } from "./Tokens";
import "./account.css";

interface Props {
  account: Account;
  /** What the service is called with whose accounts one may sign in too. */
  elsewhere: string | null;
  onLeft: () => Promise<void>;
  onClose: () => void;
}

/** One's own account; for the owner also who else may come in. */
export default function AccountDialog({ account, elsewhere, onLeft, onClose }: Props) {
  const { failure, busy, attempt } = useTask();
  const text = strings.account;
  const leave = (work: () => Promise<undefined>): void => {
    void attempt(async () => {
      await work();
      await onLeft();
    });
  };
  return (
    <Dialog title={text.title} className="settings" onClose={onClose}>
      <div className="dialog-scroll">
        <section>
          <h3>{account.name}</h3>
          <p className="quiet">{text.roles[account.role]}</p>
          <div className="button-row">
            <button type="button" className="button small" disabled={busy} onClick={() => leave(accountApi.signOut)}>
              {text.signOut}
            </button>
            <button
              type="button"
              className="button small plain"
              disabled={busy}
              onClick={() => leave(accountApi.signOutEverywhere)}
            >
              {text.signOutEverywhere}
            </button>
          </div>
          {failure && <ErrorNote message={failure.message} action={failure.action} />}
        </section>
        {account.by === "password" ? (
          <PasswordChange name={account.name} />
        ) : (
          <p className="quiet">
            {account.by === "course" ? text.elsewhere.noPasswordFromCourse : text.elsewhere.noPassword(elsewhere ?? "")}
          </p>
        )}
        {account.role === "owner" && (
          <>
            <Invitations />
            <People me={account.id} />
            <section>
              <h3>{text.platforms}</h3>
              <p className="quiet">{text.platformsText}</p>
              <a className="button small plain" href={PLATFORMS} onClick={onClose}>
                {text.platformsOpen}
              </a>
            </section>
          </>
        )}
        <Tokens />
      </div>
    </Dialog>
  );
}
