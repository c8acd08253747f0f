import type { Card } from "../../cards/api";
import { strings } from "../strings";

/** What the learner once said and what would have been better; told after the exercise about it. */
export function OwnMistake({ card: { front, back } }: { card: Card }) {
  const text = strings.practice;
  return (
    <p className="own-mistake" data-testid="own-mistake">
      <span className="quiet">{text.youSaid}</span> <del lang="es">{front}</del>{" "}
      <span className="quiet">{text.better}</span> <ins lang="es">{back}</ins>
    </p>
  );
}
