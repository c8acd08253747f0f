import { accountApi, elsewhereUrl } from "./api";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { Problem } from "../../../shared/errors/Problem";
import { CredentialsForm, type Credentials } from "./CredentialsForm";
import "./account.css";

interface Props {
  kind: "signIn" | "setup" | "join" | "reset";
  /** From the address: what the server printed for its owner, an invitation, or what lets set a new password. */
  token: string;
  onDone: () => Promise<void>;
  /** What the service is called with whose accounts one may sign in too. */
  elsewhere: string | null;
  /** The code of what went wrong there. */
  problem: string | null;
  /** Between signing in and what else is to be done here, where either will do. */
  onKnown: (() => void) | null;
}

/** The door: sign in, accept an invitation, set a forgotten password anew, or become the owner of a new tutor. */
export default function Welcome({ kind, token, elsewhere, problem, onDone, onKnown }: Props) {
  const text = strings.account[kind];
  const submit = async ({ name, password, token: given }: Credentials): Promise<void> => {
    if (kind === "setup") await accountApi.becomeOwner(name, password, given);
    else if (kind === "join") await accountApi.join(name, password, given);
    else if (kind === "reset") await accountApi.setForgotten(password, given);
    if (kind === "signIn" || (kind === "setup" && !(await accountApi.session()).signed_in)) {
      await accountApi.signIn(name, password);
    }
    await onDone();
  };
  return (
    <main className="welcome">
      <div className="welcome-card">
        <p className="brand">
          <img src="/favicon.svg" alt="" width="34" height="34" />
          {common.app}
        </p>
        <h1>{text.title}</h1>
        <p className="quiet">{text.text}</p>
        {problem !== null && <Problem code={problem} />}
        {elsewhere !== null && (kind === "signIn" || kind === "join") && (
          <>
            <a
              className="button wide plain"
              data-testid="elsewhere"
              href={elsewhereUrl(kind === "join" ? { door: token } : {})}
            >
              {strings.account.elsewhere[kind](elsewhere)}
            </a>
            <p className="quiet or">{strings.account.elsewhere.or}</p>
          </>
        )}
        <CredentialsForm
          fresh={kind !== "signIn"}
          named={kind !== "reset"}
          tokenLabel={kind === "signIn" ? null : strings.account[kind].token}
          token={token}
          submitLabel={text.submit}
          onSubmit={submit}
        />
        {onKnown && (
          <button type="button" className="text-button" onClick={onKnown}>
            {kind === "reset" ? strings.account.knowPassword : kind === "signIn" ? strings.account.noAccount : strings.account.haveAccount}
          </button>
        )}
        {kind === "signIn" && <p className="quiet">{strings.account.forgotten}</p>}
      </div>
    </main>
  );
}
