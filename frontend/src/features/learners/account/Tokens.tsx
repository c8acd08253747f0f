import { accountApi } from "./api";
import { useState, type FormEvent } from "react";
import { useList } from "../../../shared/ui/useList";
import { shortDate } from "../../../shared/i18n/format";
import { strings } from "../strings";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Secret } from "../../../shared/ui/Secret";

/** Tokens by which other programs use the tutor in one's name. */
export function Tokens() {
  const { items, failure, busy, change } = useList(accountApi.tokens);
  const [name, setName] = useState("");
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const text = strings.account;
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await change(async () => setMade(await accountApi.newToken(name.trim())))) setName("");
  };
  return (
    <section>
      <h3>{text.tokens}</h3>
      <p className="quiet">{text.tokensText}</p>
      {made && <Secret label={text.tokenOnce(made.name)} value={made.token} />}
      <ul className="account-list">
        {items.map((token) => (
          <li key={token.id}>
            <span>
              {token.name}
              <span className="quiet">
                {token.last_used_at ? text.lastUsed(shortDate(token.last_used_at)) : text.neverUsed}
              </span>
            </span>
            <button
              type="button"
              className="text-button"
              aria-label={text.removeLabel(token.name)}
              disabled={busy}
              onClick={() => void change(() => accountApi.removeToken(token.id))}
            >
              {text.remove}
            </button>
          </li>
        ))}
      </ul>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <form className="button-row" onSubmit={(event) => void create(event)}>
        <input
          className="line-input"
          aria-label={text.tokenName}
          placeholder={text.tokenName}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button small" disabled={busy || name.trim() === ""}>
          {text.newToken}
        </button>
      </form>
    </section>
  );
}
