import { useCallback, useEffect, useState } from "react";
import { plural } from "../../shared/i18n/plural";
import { common } from "../../shared/i18n/common";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Secret } from "../../shared/ui/Secret";
import { SureNote } from "../../shared/ui/SureNote";
import { useTask } from "../../shared/ui/useTask";
import { useTitle } from "../../shared/ui/useTitle";
import { coursesApi, type Platform, type Platforms } from "./api";
import { PlatformForm } from "./PlatformForm";
import { strings } from "./strings";
import "../classes/classes.css";

/** The platforms whose courses lead here, and what is to be entered there; for the owner. */
export default function PlatformsPage() {
  const text = strings.platforms;
  useTitle(text.title);
  const [found, setFound] = useState<Platforms | null>(null);
  const [rotated, setRotated] = useState(false);
  const { failure, busy, attempt } = useTask();
  const change = useCallback(
    (work: () => Promise<unknown> = () => Promise.resolve()) =>
      attempt(async () => {
        await work();
        setFound(await coursesApi.platforms());
      }),
    [attempt],
  );
  useEffect(() => void change(), [change]);
  return (
    <div className="page-column classes" data-testid="platforms" aria-busy={busy}>
      <h1>{text.title}</h1>
      <p>{text.text}</p>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {found && (
        <>
          <section>
            <h2>{text.tool}</h2>
            <Secret label={text.login} value={found.tool.login_url} />
            <Secret label={text.launch} value={found.tool.launch_url} />
            <Secret label={text.keys} value={found.tool.keys_url} />
            <div className="button-row">
              <button
                type="button"
                className="button small plain"
                disabled={busy}
                onClick={() => void change(async () => coursesApi.rotate().then(() => setRotated(true)))}
              >
                {text.rotate}
              </button>
              <span className="quiet" role="status">
                {rotated && text.rotated}
              </span>
            </div>
          </section>
          <section>
            <h2>{text.entered}</h2>
            {found.platforms.length === 0 && <p className="quiet">{text.none}</p>}
            {found.platforms.map((platform) => (
              <One key={platform.id} platform={platform} busy={busy} onChange={change} />
            ))}
            <PlatformForm busy={busy} label={text.add} onSave={(platform) => change(() => coursesApi.add(platform))} />
          </section>
        </>
      )}
    </div>
  );
}

interface Props {
  platform: Platform;
  busy: boolean;
  onChange: (work: () => Promise<unknown>) => Promise<boolean>;
}

function One({ platform, busy, onChange }: Props) {
  const text = strings.platforms;
  const [leaving, setLeaving] = useState(false);
  const { id, name, issuer, grades_waiting, failure } = platform;
  return (
    <article className="attended" data-testid="platform">
      <h3>{name}</h3>
      <p className="quiet">{issuer}</p>
      {grades_waiting > 0 && <p>{plural(grades_waiting, { one: text.waitingOne, other: text.waiting })}</p>}
      {failure && (
        <p>
          {text.failure} <code>{failure}</code>
        </p>
      )}
      <PlatformForm
        busy={busy}
        label={text.change}
        platform={platform}
        onSave={(changed) => onChange(() => coursesApi.change(id, changed))}
      />
      {leaving ? (
        <SureNote
          text={text.removeSure(name)}
          label={common.remove}
          busy={busy}
          onYes={() => void onChange(() => coursesApi.remove(id))}
          onNo={() => setLeaving(false)}
        />
      ) : (
        <button type="button" className="text-button" aria-label={text.removeLabel(name)} onClick={() => setLeaving(true)}>
          {common.remove}
        </button>
      )}
    </article>
  );
}
