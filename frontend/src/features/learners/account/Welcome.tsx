import { accountApi, elsewhereUrl } from "./api";
import { common } from "../../../shared/i18n/common";
import { strings } from "../strings";
import { Problem } from "../../../shared/errors/Problem";
import { CredentialsForm, type Credentials } from "./CredentialsForm";
import "./account.css";

interface Props {
  kind: "signIn" | "setup" | "join";
  /** From the address: what the server printed for its owner, or an invitation. */
  token: string;
  onDone: () => Promise<void>;
  /** What the service is called with whose accounts one may sign in too. */
  elsewhere: string | null;
  /** The code of what went wrong there. */
  problem: string | null;
  /** Between making an account and signing in, where either will do. */
  onKnown: (() => void) | null;
}

/** The door: sign in, accept an invitation, or become the owner of a new tutor. */
export default function Welcome({ kind, token, elsewhere, problem, onDone, onKnown }: Props) {
  const text = strings.account[kind];
  const submit = async ({ name, password, token: given }: Credentials): Promise<void> => {
    if (kind === "setup") await accountApi.becomeOwner(name, password, given);
    else if (kind === "join") await accountApi.join(name, password, given);
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
        {elsewhere !== null && kind !== "setup" && (
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
          tokenLabel={kind === "signIn" ? null : strings.account[kind].token}
          token={token}
          submitLabel={text.submit}
          onSubmit={submit}
        />
        {onKnown && (
          <button type="button" className="text-button" onClick={onKnown}>
            {kind === "signIn" ? strings.account.noAccount : strings.account.haveAccount}
          </button>
        )}
      </div>
    </main>
  );
}
