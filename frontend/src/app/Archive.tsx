import { useEffect, useState } from "react";
import { conversationApi } from "../features/conversation/api";
import { conversationHash } from "../shared/routes";
import { Dialog } from "../shared/ui/Dialog";
import { ErrorNote } from "../shared/ui/ErrorNote";
import { useTask } from "../shared/ui/useTask";
import { shortDate } from "../shared/i18n/format";
import { common } from "../shared/i18n/common";
import type { ConversationSummary } from "../shared/wire/types";
import { strings } from "./strings";

interface Props {
  onBack: (id: string) => Promise<void>;
  onClose: () => void;
}

/** The conversations that were put away. */
export default function Archive({ onBack, onClose }: Props) {
  const [away, setAway] = useState<ConversationSummary[] | null>(null);
  const { failure, busy, attempt } = useTask();
  const text = strings.archive;
  useEffect(() => {
    void attempt(async () => setAway(await conversationApi.archived()));
  }, [attempt]);
  const bringBack = (id: string): void => {
    void attempt(async () => {
      await onBack(id);
      setAway((rows) => rows?.filter((row) => row.id !== id) ?? null);
    });
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div className="dialog-scroll">
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        {!away && !failure && <p className="quiet">{common.loading}</p>}
        {away?.length === 0 && <p className="quiet">{text.empty}</p>}
        <ul className="plain-rows" data-testid="archived">
          {away?.map(({ id, title, updated_at }) => (
            <li key={id}>
              <p>
                <a href={conversationHash(id)} onClick={onClose}>
                  {title}
                </a>{" "}
                <span className="quiet">{shortDate(updated_at)}</span>
              </p>
              <button
                type="button"
                className="button small plain"
                aria-label={text.backLabel(title)}
                aria-disabled={busy}
                onClick={() => bringBack(id)}
              >
                {text.back}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
