import "./thread.css";
import "./scene/scene.css";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { strings as audioStrings } from "../../shared/audio/strings";
import { SHORTEST_MS, useRecordGestures } from "../../shared/audio/useRecordGestures";
import { useRecorder, type Recorded } from "../../shared/audio/useRecorder";
import { useSpeechPlayer } from "../../shared/audio/useSpeech";
import { lazyPart } from "../../shared/ui/lazyPart";
import { useKeys } from "../../shared/ui/useKeys";
import { useMediaQuery } from "../../shared/ui/useMediaQuery";
import type { Preferences } from "../../shared/usePreferences";
import type { Conversation, Learner, LevelId, Message, Status } from "../../shared/wire/types";
import { unsureWords } from "../corrections/segments";
import { Announcer } from "./Announcer";
import type { Final } from "./call/call";
import { useCall } from "./call/useCall";
import { Dock } from "./Dock";
import { HintNote } from "./following/HintNote";
import { SharedNote } from "./following/SharedNote";
import { HearingContext, useHearingOf, useListening } from "./listening/useListening";
import { LoadFailure } from "./LoadFailure";
import type { Outbox } from "./outbox";
import { Messages } from "./Messages";
import type { ThreadMessage } from "./thread";
import type { DoneEvent } from "./turnRun";
import { DebriefView } from "./scene/DebriefView";
import { Ending } from "./scene/Ending";
import { Goals } from "./scene/Goals";
import { Help, HelpButton } from "./scene/Help";
import { strings as sceneStrings } from "./scene/strings";
import { useScene } from "./scene/useScene";
import { useConversation } from "./useConversation";
import { useFoundMessage } from "./useFoundMessage";
import { useStickToEnd } from "./useStickToEnd";

const ReadingPanel = lazyPart(() => import("../reading/ReadingPanel"));

const NONE: readonly string[] = [];

interface Props {
  id: string;
  /** The passage from which the learner wants to read the conversation's document together. */
  readFrom: number | null;
  /** The message that was searched for. */
  showAt: string | null;
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
  /** The learner wants to play a scene next. */
  onScene: (scenarioId: string) => void;
}

/** One conversation: the thread, and below it the ways to answer. */
export default function ConversationView(props: Props) {
  const { id, readFrom, showAt, level, learner, status, preferences, isFresh, outbox, arrivals, onChanged, onLoaded } = props;
  const player = useSpeechPlayer();
  const [editing, setEditing] = useState<ThreadMessage | null>(null);
  /** What was said in a call and waits for the learner's eye. */
  const [heard, setHeard] = useState<Final | null>(null);
  const [done, setDone] = useState<DoneEvent | null>(null);
  const [helping, setHelping] = useState(false);
  const [debriefing, setDebriefing] = useState(false);
  const [listening] = useListening(id);
  const recording = useRef(false);
  const voice = status?.engines.tts?.state;
  // One that is off sleeps until it is asked to speak.
  const hasVoice = voice !== "error";
  const speaks = hasVoice && preferences.autoplay;

  const onSpeech = (messageId: string, url: string, elsewhere: boolean): void => {
    if (recording.current || elsewhere) return;
    if (call.active && hasVoice) call.speak(messageId, url, listening.speed);
    else if (speaks) void player.play(messageId, url, listening.speed);
  };
  const onRead = (conversation: Conversation): void => {
    const fresh = isFresh();
    onLoaded(conversation);
    const opening = conversation.messages[0];
    if (fresh && speaks && conversation.messages.length === 1 && opening?.speech_url) {
      void player.play(opening.id, opening.speech_url, listening.speed);
    }
  };
  const onTurnDone = (event: DoneEvent): void => {
    setDone(event);
    scene.onDone(event);
  };
  const controls = useConversation({ id, outbox, onSpeech, onDone: onTurnDone, onChanged, onLoaded: onRead });
  const { conversation, thread, loadError, send, keep, reload } = controls;
  const { messages, turn } = thread;
  const mine = messages.findLast(({ role }) => role === "learner");
  const hearing = useHearingOf(listening, isFresh() ? NONE : messages.map((message) => message.id));
  const scene = useScene(id, conversation);
  const shown = conversation !== null || loadError === null;
  const end = useStickToEnd(shown && !debriefing, thread);
  const { toEnd } = end;
  useFoundMessage(showAt, messages, end.leave);

  const onAsked = useCallback(
    (question: Message): void => {
      toEnd();
      reload();
      if (speaks && question.speech_url) void player.play(question.id, question.speech_url, listening.speed);
    },
    [player, reload, speaks, toEnd, listening.speed],
  );

  const replaced = editing ? { replaces: editing.id } : {};
  const onRecorded = ({ blob, milliseconds, ending }: Recorded): void => {
    if (milliseconds < SHORTEST_MS || blob.size === 0) return;
    const outgoing = { kind: "audio" as const, blob, url: URL.createObjectURL(blob), ...replaced };
    setEditing(null);
    toEnd();
    const message = ending === "stopped" ? null : audioStrings.record.endings[ending];
    if (message === null) send(outgoing);
    else keep(outgoing, { code: "microphone", message, action: null, retryable: true });
  };
  const context = useCallback(() => player.context, [player]);
  const recorder = useRecorder(context, status?.audio_limit_s ?? null, onRecorded);
  const hush = useCallback(() => player.stop(), [player]);
  const sendHeard = ({ listen_id, transcript }: Final, text: string): void => {
    send({ kind: "heard", listenId: listen_id, text, edited: text !== transcript.text });
  };
  const call = useCall({
    conversationId: id,
    player,
    replying: turn !== null && !turn.whole,
    checking: heard !== null,
    textOf: (messageId) => messages.find((message) => message.id === messageId)?.text ?? "",
    onFinal: (final) => {
      toEnd();
      if (preferences.checkFirst) setHeard(final);
      else sendHeard(final, final.transcript.text);
    },
  });
  const gestures = useRecordGestures(recorder, hush, !call.active);
  useEffect(() => {
    recording.current = recorder.state !== "idle";
  }, [recorder.state]);
  useEffect(() => () => player.stop(), [player]);
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (recording.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, []);
  useEffect(() => {
    // The space bar should record at once, not press the button that led here.
    if (shown) document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  }, [shown]);

  // A turn that was being followed when the session ended has gone on without this page.
  const brokenOff = [thread.error, messages.at(-1)?.error].some((error) => error?.code === "sign_in");
  const firstArrival = useRef(arrivals);
  useEffect(() => {
    if (arrivals === firstArrival.current) return;
    firstArrival.current = arrivals;
    if (loadError || brokenOff) reload();
  }, [arrivals, loadError, brokenOff, reload]);

  // What one could say is gone before it is said.
  const speaking = recorder.state !== "idle" || call.partial !== "" || turn !== null;
  if (speaking && helping) setHelping(false);
  const hideHelp = useCallback(() => setHelping(false), []);
  const toggleHelp = (): void => setHelping(!helping && !speaking);
  const ended = scene.scene !== null && scene.over && turn === null;
  useKeys((key) => {
    if (key === sceneStrings.help.key && !ended && !debriefing) toggleHelp();
  });
  // Where the window is low, the button for it stands above, beside the goals.
  const low = useMediaQuery("(max-height: 520px)");
  const helpButton = <HelpButton open={helping} onToggle={toggleHelp} />;
  const showDebrief = (): void => {
    player.stop();
    if (call.active) call.hangUp();
    setHelping(false);
    setDebriefing(true);
  };
  const goOn = (): void => {
    scene.goOn();
    setDebriefing(false);
  };

  const giveBack = (): void => (heard ? setHeard(null) : setEditing(null));
  const sendText = (text: string): void => {
    player.stop();
    toEnd();
    setEditing(null);
    setHeard(null);
    if (heard) sendHeard(heard, text);
    else send({ kind: "text", text, ...replaced });
  };
  const inField = useMemo(() => {
    if (heard) return { id: heard.listen_id, text: heard.transcript.text, kind: "heard" as const };
    return editing && { id: editing.id, text: editing.text, kind: "edited" as const };
  }, [heard, editing]);

  if (loadError && !conversation) return <LoadFailure error={loadError} onRetry={reload} />;
  if (debriefing) {
    return (
      <div className="conversation">
        <DebriefView
          conversationId={id}
          onClosed={scene.onClosed}
          onRead={() => setDebriefing(false)}
          onGoOn={goOn}
          onScene={props.onScene}
        />
      </div>
    );
  }
  return (
    <div className="conversation">
      {controls.hint && <HintNote hint={controls.hint} onClose={controls.dropHint} />}
      {controls.state && <SharedNote conversationId={id} state={controls.state} />}
      {conversation?.document_id && (
        <ReadingPanel
          conversationId={id}
          documentId={conversation.document_id}
          level={level}
          place={conversation.place}
          startAt={readFrom}
          busy={turn !== null}
          onAsked={onAsked}
        />
      )}
      <Goals state={scene} busy={turn !== null} onFinish={showDebrief}>
        {low && !ended && helpButton}
      </Goals>
      <HearingContext value={hearing}>
        <Messages
          controls={controls}
          end={end}
          level={level}
          firstLanguage={learner?.first_language ?? "en"}
          partial={call.partial}
          editing={editing}
          found={showAt}
          onEdit={setEditing}
        />
      </HearingContext>
      <Announcer
        listening={mine?.state === "pending" && mine.text === ""}
        replying={turn !== null}
        covered={listening.hidden}
        done={done}
        unsure={unsureWords(mine?.transcript?.words ?? []).map(({ text }) => text.trim())}
      />
      {ended && scene.scene ? (
        <Ending scene={scene.scene} onShow={showDebrief} onGoOn={goOn} />
      ) : (
        <Dock
          conversationId={id}
          level={level}
          status={status}
          turn={turn}
          call={call}
          recorder={recorder}
          gestures={gestures}
          inField={inField}
          ready={conversation !== null}
          away={end.away}
          onToEnd={toEnd}
          onStop={controls.stop}
          help={helping && <Help read={scene.refresh} onClose={hideHelp} />}
          helpButton={!low && helpButton}
          onSend={sendText}
          onTyping={hideHelp}
          onGiveBack={giveBack}
        />
      )}
    </div>
  );
}
