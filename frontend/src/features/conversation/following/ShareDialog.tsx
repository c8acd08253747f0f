import { followingApi, type NewShare } from "./api";
import { useState } from "react";
import { useTask } from "../../../shared/ui/useTask";
import { shortDate } from "../../../shared/i18n/format";
import { strings } from "./strings";
import { Secret } from "../../../shared/ui/Secret";
import { Dialog } from "../../../shared/ui/Dialog";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import "../../learners/account/account.css";

const HOURS = [1, 2, 24, 168] as const;

/** The learner's consent to be followed in one conversation: a link, and for how long it serves. */
export default function ShareDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const [hours, setHours] = useState<number>(2);
  const [made, setMade] = useState<NewShare | null>(null);
  const { failure, busy, attempt } = useTask();
  const text = strings.share;
  const make = (): void => {
    void attempt(async () => setMade(await followingApi.share(conversationId, hours)));
  };
  return (
    <Dialog title={text.title} className="settings" onClose={onClose}>
      <div className="dialog-scroll">
        <section>
          <p>{text.text}</p>
          <p>
            {text.alone} {text.again}
          </p>
          {made && <Secret label={text.link(shortDate(made.expires_at))} value={made.url} />}
          <label className="setting">
            <span>{text.hours}</span>
            <select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
              {HOURS.map((choice) => (
                <option key={choice} value={choice}>
                  {text.choices[choice]}
                </option>
              ))}
            </select>
          </label>
          <div className="button-row">
            <button type="button" className="button" data-testid="make-link" disabled={busy} onClick={make}>
              {text.make}
            </button>
          </div>
          {failure && <ErrorNote message={failure.message} action={failure.action} />}
        </section>
      </div>
    </Dialog>
  );
}
