import { useState } from "react";

import { player, useSpeech } from "../speech";
import { strings } from "../strings";
import type { Message } from "../types";
import { ProblemNote } from "./ProblemNote";

const SLOWER = 0.75;

export function TutorMessage(props: {
  message: Message;
  streaming: boolean;
  onTranslate: () => Promise<void>;
  onRegenerate: (() => void) | null;
}) {
  const { message, streaming } = props;
  const speech = useSpeech();
  const [translation, setTranslation] = useState<"hidden" | "asking" | "shown">("hidden");
  const mine = speech.id === message.id;
  const sounding = mine && (speech.state === "playing" || speech.state === "loading");
  const failed = message.state === "failed";

  const translate = async () => {
    if (translation === "shown") return setTranslation("hidden");
    if (!message.translation) {
      setTranslation("asking");
      await props.onTranslate();
    }
    setTranslation("shown");
  };

  return (
    <article
      className="message tutor"
      data-testid="message-tutor"
      data-state={message.state}
      data-speech-state={mine ? speech.state : "idle"}
      data-played-seconds={mine ? speech.seconds.toFixed(2) : "0"}
      aria-label={strings.tutor}
      aria-busy={streaming}
    >
      <p className="said" lang="es">
        {message.text}
        {streaming && message.text && <span className="cursor" aria-hidden="true" />}
        {streaming && !message.text && (
          <span className="quiet" lang="en">
            <span className="dots" aria-hidden="true" /> {strings.reply.thinking}
          </span>
        )}
        {message.state === "stopped" && <span className="quiet" lang="en">{` — ${strings.reply.stopped}`}</span>}
      </p>
      {translation === "asking" && <p className="translation dots" aria-hidden="true" />}
      {translation === "shown" && message.translation && <p className="translation">{message.translation}</p>}
      {failed && message.error && (
        <ProblemNote problem={message.error}>
          {props.onRegenerate && (
            <button className="primary" onClick={props.onRegenerate}>
              {strings.reply.retry}
            </button>
          )}
        </ProblemNote>
      )}
      {mine && speech.state === "error" && <ProblemNote problem={strings.problems.voice} />}
      {!streaming && message.text && (
        <div className="tools">
          {message.speech_url && (
            <>
              <button
                className="tool"
                data-testid="replay"
                onClick={() => (sounding ? player.stop() : void player.play(message.id, message.speech_url!))}
              >
                {sounding ? `■ ${strings.reply.pause}` : `▶ ${strings.reply.play}`}
              </button>
              <button
                className="tool"
                data-testid="slower"
                onClick={() => void player.play(message.id, `${message.speech_url}?speed=${SLOWER}`)}
              >
                {strings.reply.slower}
              </button>
            </>
          )}
          <button className="tool" data-testid="translate" onClick={() => void translate()}>
            {translation === "shown" ? strings.reply.hideTranslation : strings.reply.translate}
          </button>
          {props.onRegenerate && !failed && (
            <button className="tool" data-testid="regenerate" onClick={props.onRegenerate}>
              ↻ {strings.reply.regenerate}
            </button>
          )}
          {message.model && (
            <span className="model">
              {message.model}
              {message.engine && ` · ${message.engine}`}
              {message.usage?.tokens_per_s ? ` · ${strings.reply.tokens(message.usage.tokens_per_s)}` : ""}
            </span>
          )}
        </div>
      )}
    </article>
  );
}
