import { type ConversationState, followingApi } from "./api";
import { useTask } from "../../../shared/ui/useTask";
import { shortDate } from "../../../shared/i18n/format";
import { strings } from "./strings";
import { Icon } from "../../../shared/ui/Icon";

interface Props {
  conversationId: string;
  state: ConversationState;
}

/** Says all the time that others may follow, and how many do; the learner can end it here. */
export function SharedNote({ conversationId, state }: Props) {
  const { failure, busy, attempt } = useTask();
  const text = strings.share;
  if (state.shared_until === null) return null;
  return (
    <div className="shared-note" role="status" data-testid="shared-note">
      <Icon name="eye" />
      <p>
        {text.shared(shortDate(state.shared_until))} <strong data-testid="followers">{text.now(state.followers)}</strong>
        {failure && ` ${failure.message} ${failure.action ?? ""}`}
      </p>
      <button
        type="button"
        className="button small plain"
        data-testid="stop-sharing"
        disabled={busy}
        onClick={() => void attempt(async () => followingApi.unshare(conversationId))}
      >
        {text.stop}
      </button>
    </div>
  );
}
