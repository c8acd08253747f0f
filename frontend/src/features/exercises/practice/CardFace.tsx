import { type Card, cardsApi } from "../../cards/api";
import { useEffect, useRef } from "react";
import { strings } from "../strings";
import { Hear } from "../../../shared/audio/Hear";

interface Props {
  card: Card;
  shown: boolean;
  onShow: () => void;
}

/** A card without an exercise: a word or a mistake, whose other side is turned up. */
export function CardFace({ card, shown, onShow }: Props) {
  const { kind, front, back, sentence, rule } = card;
  const text = strings.practice;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!shown) button.current?.focus({ preventScroll: true });
  }, [shown, card]);
  return (
    <div className="card-face" data-testid="card" data-card={card.id}>
      {kind === "error" && <p className="quiet">{text.youSaid}</p>}
      <p className={`question-prompt${kind === "error" ? " doubtful" : ""}`} lang="es">
        {front}
      </p>
      {sentence && (
        <p className="feedback-sentence" lang="es">
          {sentence}
        </p>
      )}
      {shown ? (
        <div className="card-back" role="status" data-testid="card-back">
          {kind === "error" && <p className="quiet">{text.better}</p>}
          <p className="meaning-shown" lang={kind === "error" ? "es" : undefined}>
            {back || <span className="quiet">{text.noMeaning}</span>}
          </p>
          {kind === "error" && rule && <p className="quiet">{rule}</p>}
          <Hear id={`card:${card.id}`} url={cardsApi.speechOf(card.id)} />
        </div>
      ) : (
        <div className="button-row">
          <button ref={button} type="button" className="button" data-testid="show" onClick={onShow}>
            {text.show}
          </button>
        </div>
      )}
    </div>
  );
}
