import { useState, type FormEvent } from "react";
import { common } from "../../shared/i18n/common";
import { Field } from "../../shared/ui/Field";
import type { NewPlatform, Platform } from "./api";
import { strings } from "./strings";

interface Props {
  busy: boolean;
  label: string;
  /** What is entered already; else a new one. */
  platform?: Platform;
  onSave: (platform: NewPlatform) => Promise<boolean>;
}

const FIELDS = [
  "name",
  "issuer",
  "client_id",
  "deployments",
  "auth_url",
  "token_url",
  "keys_url",
  "origins",
  "audience",
] as const;
const OPTIONAL: readonly string[] = ["origins", "audience"];

/** What a platform tells of itself, to be copied from there. */
export function PlatformForm({ busy, label, platform, onSave }: Props) {
  const [open, setOpen] = useState(false);
  const text = strings.platforms.fields;
  if (!open) {
    return (
      <div className="button-row">
        <button type="button" className="button small plain" onClick={() => setOpen(true)}>
          {label}
        </button>
      </div>
    );
  }
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const of = (name: string): string => {
      const value = said.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    const list = (name: string): string[] => of(name).split(/\s+/).filter(Boolean);
    const saved = await onSave({
      name: of("name"),
      issuer: of("issuer"),
      client_id: of("client_id"),
      auth_url: of("auth_url"),
      token_url: of("token_url"),
      keys_url: of("keys_url"),
      audience: of("audience"),
      deployments: list("deployments"),
      origins: list("origins"),
    });
    if (saved) setOpen(false);
  };
  const line = (name: (typeof FIELDS)[number]) => {
    const known = platform?.[name] ?? "";
    return (
      <Field key={name} label={text[name]}>
        <input
          className="line-input"
          name={name}
          type={name.endsWith("_url") ? "url" : "text"}
          required={!OPTIONAL.includes(name)}
          autoComplete="off"
          spellCheck={false}
          defaultValue={typeof known === "string" ? known : known.join(" ")}
        />
      </Field>
    );
  };
  return (
    <form className="assignment-form" data-testid="platform-form" onSubmit={(event) => void submit(event)}>
      {FIELDS.map(line)}
      <div className="button-row">
        <button type="submit" className="button" disabled={busy}>
          {strings.platforms.save}
        </button>
        <button type="button" className="button plain" onClick={() => setOpen(false)}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}
