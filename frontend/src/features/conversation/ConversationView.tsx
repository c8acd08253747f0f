import type { Conversation, Learner, LevelId, Message, Status } from "../../shared/wire/types";
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Final } from "./call/call";
import { useCall } from "./call/useCall";
import { useConversation } from "./useConversation";
import type { Preferences } from "../../shared/usePreferences";
import { SHORTEST_MS, useRecordGestures } from "../../shared/audio/useRecordGestures";
import { useRecorder, type Recorded } from "../../shared/audio/useRecorder";
import { useSpeechPlayer } from "../../shared/audio/useSpeech";
import type { Outbox } from "./outbox";
import type { ThreadMessage } from "./thread";
import { strings as audioStrings } from "../../shared/audio/strings";
import { strings as callStrings } from "./call/strings";
import { common } from "../../shared/i18n/common";
import { strings } from "./strings";
import { CallBar } from "./call/CallBar";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { SharedNote } from "./following/SharedNote";
import { Icon } from "../../shared/ui/Icon";
import { LearnerMessage } from "./LearnerMessage";
import { PartialMessage } from "./PartialMessage";
import { RecordControl } from "../../shared/audio/RecordControl";
import { RetryButton } from "../../shared/ui/RetryButton";
import { TextInput } from "./TextInput";
import { TutorMessage } from "./TutorMessage";
import { Waiting } from "../../shared/ui/Waiting";

const ReadingPanel = lazy(() => import("../reading/ReadingPanel"));

interface Props {
  id: string;
  /** The passage from which the learner wants to read the conversation's document together. */
  readFrom: number | null;
  level: LevelId;
  learner: Learner | null;
  status: Status | null;
  preferences: Preferences;
  /** Whether the learner has just begun this conversation: its opening line is then spoken. */
  isFresh: () => boolean;
  outbox: Outbox;
  /** Rises when the server has come back: the thread is read again unless it still has everything. */
  arrivals: number;
  onChanged: () => void;
  onLoaded: (conversation: Conversation) => void;
}

/** One conversation: the thread, and below it the ways to answer. */
export function ConversationView(props: Props) {
  const { id, readFrom, level, learner, status, preferences, isFresh, outbox, arrivals, onChanged, onLoaded } = props;
  const player = useSpeechPlayer();
  const thread = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const [editing, setEditing] = useState<ThreadMessage | null>(null);
  /** What was said in a call and waits for the learner's eye. */
  const [heard, setHeard] = useState<Final | null>(null);
  const [announced, setAnnounced] = useState("");
  const recording = useRef(false);
  const voice = status?.engines.tts?.state;
  const hasVoice = voice !== "off" && voice !== "error";
  const speaks = hasVoice && preferences.autoplay;

  const onSpeech = (messageId: string, url: string, elsewhere: boolean): void => {
    if (recording.current || elsewhere) return;
    if (call.active && hasVoice) call.speak(messageId, url);
    else if (speaks) void player.play(messageId, url);
  };
  const onRead = (conversation: Conversation): void => {
    const fresh = isFresh();
    onLoaded(conversation);
    const opening = conversation.messages[0];
    if (fresh && speaks && conversation.messages.length === 1 && opening?.speech_url) {
      void player.play(opening.id, opening.speech_url);
    }
  };
  const controls = useConversation({ id, outbox, onSpeech, onDone: setAnnounced, onChanged, onLoaded: onRead });
  const { conversation, thread: state, loadError, send, keep, reload } = controls;
  const { messages, turn } = state;

  const onAsked = useCallback(
    (question: Message): void => {
      atEnd.current = true;
      reload();
      if (speaks && question.speech_url) void player.play(question.id, question.speech_url);
    },
    [player, reload, speaks],
  );

  const onRecorded = ({ blob, milliseconds, ending }: Recorded): void => {
    if (milliseconds < SHORTEST_MS || blob.size === 0) return;
    const outgoing = {
      kind: "audio" as const,
      blob,
      url: URL.createObjectURL(blob),
      ...(editing ? { replaces: editing.id } : {}),
    };
    finishEditing();
    toEnd();
    if (ending === "stopped") send(outgoing);
    else keep(outgoing, { code: "microphone", message: audioStrings.record.endings[ending], action: null, retryable: true });
  };
  const context = useCallback(() => player.context, [player]);
  const recorder = useRecorder(context, status?.audio_limit_s ?? null, onRecorded);
  const hush = useCallback(() => player.stop(), [player]);
  const onFinal = (final: Final): void => {
    toEnd();
    if (preferences.checkFirst) setHeard(final);
    else sendHeard(final, final.transcript.text);
  };
  const sendHeard = ({ listen_id, transcript }: Final, text: string): void => {
    send({ kind: "heard", listenId: listen_id, text, edited: text !== transcript.text });
  };
  const call = useCall({
    conversationId: id,
    player,
    replying: turn !== null && !turn.whole,
    checking: heard !== null,
    textOf: (messageId) => messages.find((message) => message.id === messageId)?.text ?? "",
    onFinal,
  });
  const gestures = useRecordGestures(recorder, hush, !call.active);
  useEffect(() => {
    recording.current = recorder.state !== "idle";
  }, [recorder.state]);
  useEffect(() => () => player.stop(), [player]);

  // A turn that was being followed when the session ended has gone on without this page.
  const brokenOff = [state.error, messages.at(-1)?.error].some((error) => error?.code === "sign_in");
  const firstArrival = useRef(arrivals);
  useEffect(() => {
    if (arrivals === firstArrival.current) return;
    firstArrival.current = arrivals;
    if (loadError || brokenOff) reload();
  }, [arrivals, loadError, brokenOff, reload]);

  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (recording.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, []);

  const toEnd = (): void => {
    atEnd.current = true;
    setAway(false);
    thread.current?.scrollTo({ top: thread.current.scrollHeight });
  };
  useLayoutEffect(() => {
    const element = thread.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [messages, state.error]);
  const shown = conversation !== null || loadError === null;
  useEffect(() => {
    const element = thread.current;
    if (!element) return;
    // The space bar should record at once, not press the button that led here.
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
    // The dock grows with suggestions, the thread with what is opened in it: its end stays in view.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [shown]);

  const finishEditing = (): void => setEditing(null);
  const sendText = (text: string): void => {
    player.stop();
    toEnd();
    finishEditing();
    setHeard(null);
    if (heard) sendHeard(heard, text);
    else send({ kind: "text", text, ...(editing ? { replaces: editing.id } : {}) });
  };

  const forgetHeard = (): void => setHeard(null);
  const inField = useMemo(() => (heard ? { id: heard.listen_id, text: heard.transcript.text } : editing), [heard, editing]);

  if (loadError && !conversation) {
    return (
      <div className="centre">
        <ErrorNote
          message={loadError.code === "network" ? loadError.message : strings.thread.notFound}
          action={loadError.code === "network" ? loadError.action : null}
        >
          <button type="button" className="button small" onClick={reload}>
            {common.retry}
          </button>
          <a className="button small plain" href="#/">
            {strings.thread.toHome}
          </a>
        </ErrorNote>
      </div>
    );
  }

  const last = messages.findLast((message) => message.sendError === null);
  const lastLearner = messages.findLast((message) => message.role === "learner" && message.sendError === null);
  return (
    <div className="conversation">
      {controls.state && <SharedNote conversationId={id} state={controls.state} />}
      {conversation?.document_id && (
        <Suspense>
          <ReadingPanel
            conversationId={id}
            documentId={conversation.document_id}
            level={level}
            place={conversation.place}
            startAt={readFrom}
            busy={turn !== null}
            onAsked={onAsked}
          />
        </Suspense>
      )}
      <div
        ref={thread}
        className="thread"
        role="log"
        aria-live="off"
        aria-label={strings.thread.label}
        tabIndex={0}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
          setAway(!atEnd.current);
        }}
      >
        <div className="thread-column">
          {!conversation && <p className="quiet">{common.loading}</p>}
          {messages.map((message) =>
            message.role === "learner" ? (
              <LearnerMessage
                key={message.key}
                message={message}
                level={level}
                busy={turn !== null}
                checking={turn?.learnerKey === message.key && turn.whole}
                editing={editing?.id === message.id}
                onEdit={setEditing}
                onRetry={controls.retrySend}
                onDiscard={controls.discard}
                onDismiss={controls.dismiss}
              />
            ) : (
              <TutorMessage
                key={message.key}
                message={message}
                streaming={turn?.tutorKey === message.key && !turn.whole}
                queue={turn?.tutorKey === message.key ? turn.queue : null}
                lost={turn?.tutorKey === message.key && turn.lost}
                renewable={turn === null && message === last}
                firstLanguage={learner?.first_language ?? "en"}
                onRegenerate={controls.regenerate}
                onTranslate={controls.translate}
              />
            ),
          )}
          {call.partial && <PartialMessage text={call.partial} />}
          {turn && !turn.tutorKey && <Waiting queue={turn.queue} />}
          {state.error && (
            <ErrorNote message={state.error.message} action={state.error.action}>
              {state.error.retryable && lastLearner?.turn_id && turn === null && (
                <RetryButton
                  waitS={state.error.wait_s ?? 0}
                  onRetry={() => controls.regenerate(lastLearner.turn_id ?? "")}
                />
              )}
            </ErrorNote>
          )}
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {turn && strings.thread.replying}
        {!turn && announced && (
          <>
            {strings.thread.replied} <span lang="es">{announced}</span>
          </>
        )}
      </p>
      <footer className="dock">
        {away && (
          <button type="button" className="to-latest" onClick={toEnd}>
            <Icon name="down" />
            {strings.thread.latest}
          </button>
        )}
        {turn && !turn.whole && (
          <button
            type="button"
            className="stop-button"
            data-testid="stop-button"
            disabled={turn.stopping}
            onClick={controls.stop}
          >
            <Icon name="stop" />
            {strings.composer.stop}
          </button>
        )}
        {heard && (
          <p className="note editing-note" data-testid="check-note">
            {callStrings.check}
            <button type="button" className="text-button" onClick={forgetHeard}>
              {callStrings.forget}
            </button>
          </p>
        )}
        {editing && !heard && (
          <p className="note editing-note">
            {strings.composer.editing}
            <button type="button" className="text-button" onClick={finishEditing}>
              {common.cancel}
            </button>
          </p>
        )}
        {call.active ? (
          <CallBar call={call} />
        ) : (
          <RecordControl
            recorder={recorder}
            mode={gestures.mode}
            hint={gestures.hint}
            limitSeconds={status?.audio_limit_s ?? null}
            onPress={gestures.press}
            onRelease={gestures.release}
            onLose={gestures.lose}
            onCancel={gestures.cancel}
            onCall={call.start}
          />
        )}
        <TextInput
          level={level}
          checking={status?.engines.corrections?.state !== "error"}
          textLimit={status?.text_limit ?? null}
          conversationId={id}
          editing={inField}
          ready={conversation !== null}
          onSend={sendText}
          onEscape={heard ? forgetHeard : finishEditing}
        />
      </footer>
    </div>
  );
}
