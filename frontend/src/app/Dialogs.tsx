import type { Account } from "../features/learners/account/api";
import type { Conversation, ConversationSummary, LevelId, Status } from "../shared/wire/types";
import type { Preferences } from "../shared/usePreferences";
import { DeleteDialog } from "../shared/ui/DeleteDialog";
import { lazyPart } from "../shared/ui/lazyPart";
import { strings } from "./strings";
import type { LearnerState } from "./useLearner";

const NewConversation = lazyPart(() => import("../features/conversation/NewConversation"));
const Settings = lazyPart(() => import("../features/learners/Settings"));
const ListeningDialog = lazyPart(() => import("../features/conversation/listening/ListeningDialog"));
const SearchDialog = lazyPart(() => import("./SearchDialog"));
const Archive = lazyPart(() => import("./Archive"));
const ConversationDialog = lazyPart(() => import("./ConversationDialog"));
const ShortcutsDialog = lazyPart(() => import("./ShortcutsDialog"));
const ShareDialog = lazyPart(() => import("../features/conversation/following/ShareDialog"));
const AccountDialog = lazyPart(() => import("../features/learners/account/AccountDialog"));

export type OpenDialog =
  | { kind: "settings" | "account" }
  /** With a scene, its card is shown at once; with a level, it is played at that. */
  | { kind: "new"; scene: string | null; level: LevelId | null }
  | { kind: "share" | "listening"; conversationId: string }
  | { kind: "shortcuts" | "archive" }
  /** With what was typed before it was there. */
  | { kind: "search"; typed: string }
  | { kind: "whole"; conversation: Pick<Conversation, "id" | "archived"> }
  | { kind: "delete"; conversation: ConversationSummary };

interface Props extends LearnerState {
  dialog: OpenDialog;
  preferences: Preferences;
  version: string | null;
  /** What answers. */
  partner: Status["partner"] | undefined;
  account: Account | null;
  /** What the service is called with whose accounts one may sign in too. */
  elsewhere: string | null;
  onPreferences: (change: Partial<Preferences>) => void;
  onCreated: (conversation: Conversation) => void;
  onArchive: (id: string, archived: boolean) => Promise<void>;
  onDelete: (id: string) => void;
  onLeft: () => Promise<void>;
  onClose: () => void;
}

/** What is asked over the page; one at a time. */
export function Dialogs(props: Props) {
  const { dialog, learner, levels, scenarios, preferences, version, account, onClose } = props;
  switch (dialog.kind) {
    case "new":
      return (
        <NewConversation
          levels={levels}
          scenarios={scenarios}
          level={dialog.level ?? learner?.level ?? "A1"}
          template={learner?.template_id ?? null}
          reason={learner?.goal ?? ""}
          scene={dialog.scene}
          partner={props.partner}
          onCreated={props.onCreated}
          onClose={onClose}
        />
      );
    case "settings":
      return (
        <Settings
          learner={learner}
          preferences={preferences}
          version={version}
          partner={props.partner}
          onLearner={props.setLearner}
          onPreferences={props.onPreferences}
          onClose={onClose}
        />
      );
    case "share":
      return <ShareDialog conversationId={dialog.conversationId} onClose={onClose} />;
    case "listening":
      return <ListeningDialog conversationId={dialog.conversationId} onClose={onClose} />;
    case "search":
      return <SearchDialog typed={dialog.typed} onClose={onClose} />;
    case "archive":
      return <Archive onBack={(id) => props.onArchive(id, false)} onClose={onClose} />;
    case "whole":
      return (
        <ConversationDialog
          conversationId={dialog.conversation.id}
          archived={dialog.conversation.archived}
          onArchive={(archived) => void props.onArchive(dialog.conversation.id, archived)}
          onClose={onClose}
        />
      );
    case "shortcuts":
      return (
        <ShortcutsDialog
          keys={preferences.keys}
          onKeys={(keys) => props.onPreferences({ keys })}
          onClose={onClose}
        />
      );
    case "account":
      return account && <AccountDialog account={account} elsewhere={props.elsewhere} onLeft={props.onLeft} onClose={onClose} />;
    case "delete":
      return (
        <DeleteDialog
          title={strings.sidebar.removeTitle}
          text={strings.sidebar.removeText(dialog.conversation.title)}
          onDelete={() => props.onDelete(dialog.conversation.id)}
          onClose={onClose}
        />
      );
  }
}
