import "../../shared/ui/actions.css";
import "../../shared/ui/waiting.css";
import { inPageLanguage, noticeInPageLanguage } from "../../shared/errors/inPageLanguage";
import { toErrorBody } from "../../shared/wire/http";
import type { QueuePlace } from "../../shared/wire/queue";
import type { ErrorBody } from "../../shared/wire/types";
import { useMemo, useState } from "react";
import { SimplerVoice } from "../../shared/audio/SimplerVoice";
import { useSpeechOf, useSpeechPlayer } from "../../shared/audio/useSpeech";
import { SLOW, type SpeechState } from "../../shared/audio/speech";
import type { ThreadMessage } from "./thread";
import { strings as audioStrings } from "../../shared/audio/strings";
import { strings as speechStrings } from "../speech/strings";
import { strings } from "./strings";
import { messageAnchor } from "./useFoundMessage";
import { AskElsewhere, CONSENT_NEEDED } from "../llm/Elsewhere";
import { Sources } from "../reading/Sources";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { Icon, type IconName } from "../../shared/ui/Icon";
import { RetryButton } from "../../shared/ui/RetryButton";
import { Shadow } from "../speech/shadow/Shadow";
import { Waiting } from "../../shared/ui/Waiting";
import { HeardText } from "./listening/HeardText";
import { useHearing } from "./listening/useListening";

interface Props {
  message: ThreadMessage;
  streaming: boolean;
  /** Others are before this reply at an engine. */
  queue: QueuePlace | null;
  /** The connection broke and is being made again. */
  lost: boolean;
  /** Whether another reply may be asked for: only to the last message, and only when nothing runs. */
  renewable: boolean;
  /** The learner has searched for it. */
  found: boolean;
  firstLanguage: string;
  onRegenerate: (turnId: string) => void;
  onTranslate: (messageId: string) => Promise<void>;
}

/** The learner has got over one of their mistakes. */
const RETIRED = "error_retired";

const LISTEN_ICON: Record<SpeechState, IconName> = {
  idle: "play",
  loading: "stop",
  playing: "pause",
  paused: "play",
  ended: "play",
  blocked: "play",
  error: "play",
};

/** What the tutor said, with its voice and its translation. */
export function TutorMessage(props: Props) {
  const { message, streaming, queue, lost, renewable, found, firstLanguage, onRegenerate } = props;
  const { text, state, turn_id } = message;
  const error = message.error && inPageLanguage(message.error);
  // Meanings are in English: they are no help to those who learn in Spanish.
  const glosses = useMemo(
    () => (firstLanguage === "es" ? message.glosses.map((gloss) => ({ ...gloss, meaning: "" })) : message.glosses),
    [firstLanguage, message.glosses],
  );
  const speech = useSpeechOf(message.id);
  const hearing = useHearing();
  return (
    <article
      className={`message tutor${found ? " found-message" : ""}`}
      data-testid="message-tutor"
      data-state={state}
      data-speech-state={speech.state}
      data-played-seconds={speech.playedSeconds.toFixed(2)}
      id={messageAnchor(message.id)}
      tabIndex={found ? -1 : undefined}
      aria-label={found ? `${strings.thread.tutor}, ${strings.thread.found}` : strings.thread.tutor}
      aria-busy={streaming}
    >
      {text === "" && streaming ? (
        <Waiting queue={queue} />
      ) : streaming ? (
        <p className="tutor-text" lang="es">
          {!hearing.hidden && text}
          <span className="cursor" aria-hidden="true" />
        </p>
      ) : (
        <HeardText text={text} glosses={glosses} messageId={message.id} />
      )}
      {message.sources.length > 0 && <Sources sources={message.sources} />}
      {lost && <p className="note">{strings.thread.reconnecting}</p>}
      {message.notices.map((notice) => (
        <p
          key={notice.code + notice.message}
          className={`note${notice.code === RETIRED ? " retired" : ""}`}
          data-testid={`notice-${notice.code}`}
        >
          {notice.code === RETIRED && <Icon name="check" />}
          {noticeInPageLanguage(notice)}
        </p>
      ))}
      {state === "stopped" && <p className="quiet ending">{strings.thread.stopped}</p>}
      {state === "failed" && (
        <ErrorNote message={error?.message ?? strings.thread.failed} action={error?.action ?? null}>
          {renewable && turn_id && error?.code === CONSENT_NEEDED && (
            <AskElsewhere onAllowed={() => onRegenerate(turn_id)} />
          )}
          {renewable && turn_id && error?.retryable !== false && (
            <RetryButton waitS={error?.wait_s ?? 0} onRetry={() => onRegenerate(turn_id)} />
          )}
        </ErrorNote>
      )}
      {!streaming && text !== "" && <TutorActions {...props} />}
    </article>
  );
}

function TutorActions({ message, renewable, firstLanguage, onRegenerate, onTranslate }: Props) {
  const player = useSpeechPlayer();
  const speech = useSpeechOf(message.id);
  const { speed } = useHearing();
  const [shown, setShown] = useState(false);
  const [shadowing, setShadowing] = useState(false);
  const [translating, setTranslating] = useState(false);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const { turn_id, speech_url, translation } = message;
  const { state } = speech;
  const under = state === "playing" || state === "loading" || state === "paused";

  const toggleTranslation = async (): Promise<void> => {
    // Not `disabled`: a disabled button that has the focus swallows every key, the space bar too.
    if (translating) return;
    setFailure(null);
    if (shown || translation !== null) {
      setShown(!shown);
      return;
    }
    setTranslating(true);
    try {
      await onTranslate(message.id);
      setShown(true);
    } catch (error) {
      setFailure(toErrorBody(error));
    } finally {
      setTranslating(false);
    }
  };
  const speak = (slow: boolean): void => {
    if (speech_url) void player.play(message.id, speech_url, slow ? Math.min(speed, SLOW) : speed);
  };
  const listen = (): void => {
    if (state === "playing") player.pause();
    else if (state === "paused") player.resume();
    else if (state === "loading") player.stop();
    else speak(false);
  };

  return (
    <>
      {shown && translation !== null && (
        <p className="translation" lang={firstLanguage}>
          {translation}
        </p>
      )}
      {shadowing && <Shadow message={message} onClose={() => setShadowing(false)} />}
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      <SimplerVoice speech={speech} />
      {speech.state === "error" && (
        <ErrorNote message={audioStrings.playback.failed} action={toErrorBody(speech.error).message} />
      )}
      <div className="message-actions">
        {speech_url && (
          <>
            <button
              type="button"
              className={`text-button${under || state === "blocked" ? " sounding" : ""}`}
              data-testid="replay"
              onClick={listen}
            >
              <Icon name={LISTEN_ICON[state]} />
              {strings.thread.listenStates[state]}
            </button>
            <button type="button" className="text-button" data-testid="slower" onClick={() => speak(true)}>
              <Icon name="slower" />
              {audioStrings.playback.slower}
            </button>
            <button
              type="button"
              className="text-button"
              data-testid="shadow"
              onClick={() => {
                player.stop();
                setShadowing(true);
              }}
            >
              <Icon name="mic" />
              {speechStrings.shadow.ask}
            </button>
          </>
        )}
        <button
          type="button"
          className="text-button"
          data-testid="translate"
          aria-expanded={shown}
          aria-disabled={translating}
          onClick={() => void toggleTranslation()}
        >
          <Icon name="translate" />
          {translating ? strings.thread.translating : shown ? strings.thread.hideTranslation : strings.thread.translate}
        </button>
        {renewable && turn_id && message.state !== "failed" && (
          <button
            type="button"
            className="text-button"
            data-testid="regenerate"
            onClick={() => onRegenerate(turn_id)}
          >
            <Icon name="again" />
            {strings.thread.regenerate}
          </button>
        )}
      </div>
    </>
  );
}
