import type { Item } from "../api";
import { ChoiceAnswer } from "./ChoiceAnswer";
import { OrderAnswer } from "./OrderAnswer";
import { SayAnswer } from "./SayAnswer";
import { TextAnswer } from "./TextAnswer";

interface Props {
  item: Item;
  busy: boolean;
  tries: number;
  limitSeconds: number | null;
  /** Null is "I don't know". */
  onAnswer: (answer: string | null) => void;
  onRecording: (recording: Blob) => void;
}

/** The way in which an exercise of each kind is answered. */
export function Answer({ item, busy, tries, limitSeconds, onAnswer, onRecording }: Props) {
  const { kind, options } = item;
  switch (kind) {
    case "choice":
    case "listen":
      return <ChoiceAnswer options={options} language={kind === "listen" ? "en" : "es"} busy={busy} onAnswer={onAnswer} />;
    case "order":
      return <OrderAnswer words={options} busy={busy} onAnswer={onAnswer} />;
    case "say":
      return (
        <SayAnswer busy={busy} tries={tries} limitSeconds={limitSeconds} onAnswer={onAnswer} onRecording={onRecording} />
      );
    default:
      return <TextAnswer busy={busy} tries={tries} eager onAnswer={onAnswer} />;
  }
}
