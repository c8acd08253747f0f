import { player, useSpeech } from "../speech";
import { strings } from "../strings";
import type { HeardWord, Message } from "../types";
import { Corrected } from "./Corrected";

const SURELY = 0.5;

export function LearnerMessage(props: {
  message: Message;
  editable: boolean;
  onEdit: () => void;
  onDismiss: (start: number) => void;
}) {
  const { message } = props;
  const speech = useSpeech();
  const mine = speech.id === `own-${message.id}`;
  return (
    <article className="message learner" data-testid="message-learner" aria-label={strings.you}>
      {message.text ? (
        <p className="said" lang="es">
          {message.corrections.length > 0 ? (
            <Corrected text={message.text} corrections={message.corrections} onDismiss={props.onDismiss} />
          ) : (
            heard(message)
          )}
        </p>
      ) : (
        <p className="said quiet">
          <span className="dots" aria-hidden="true" /> {strings.reply.hearing}
        </p>
      )}
      <div className="tools">
        {message.corrected_text !== null && message.corrections.length === 0 && (
          <span className="fine">✓ {strings.correction.none}</span>
        )}
        {message.recording_url && (
          <button
            className="tool"
            onClick={() =>
              mine && speech.state === "playing"
                ? player.stop()
                : void player.playRecording(`own-${message.id}`, message.recording_url!)
            }
          >
            {mine && speech.state === "playing" ? "■" : "▶"} {strings.ownRecording}
          </button>
        )}
        {props.editable && message.id !== "local" && (
          <button className="tool" data-testid="edit" onClick={props.onEdit}>
            ✎ {strings.edit}
          </button>
        )}
      </div>
    </article>
  );
}

/** The transcript with the words marked that were hard to hear. */
function heard(message: Message) {
  const words = message.transcript?.words ?? [];
  const written = words.map((w) => w.text).join(" ");
  if (words.length === 0 || written !== message.text) return message.text;
  return words.map((word: HeardWord, i) => (
    <span key={i}>
      {i > 0 && " "}
      {word.probability < SURELY ? (
        <span className="unsure" title={strings.unsure}>
          {word.text}
        </span>
      ) : (
        word.text
      )}
    </span>
  ));
}
