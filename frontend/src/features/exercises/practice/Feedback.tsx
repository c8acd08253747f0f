import "../../../shared/ui/opinion.css";
import type { Grade } from "../api";
import { accentRuns } from "./accents";
import { strings } from "../strings";
import { Icon, type IconName } from "../../../shared/ui/Icon";

const SIGNS: Record<Grade["verdict"], IconName> = {
  right: "check",
  almost: "check",
  wrong: "again",
  unforeseen: "question",
  unusable: "question",
};

interface Props {
  grade: Grade;
  answer: string | null;
  english: boolean;
}

/** What became of an answer, and how it should be. */
export function Feedback({ grade, answer, english }: Props) {
  const { verdict, feedback, expected, sentence, judged_by, transcript } = grade;
  const text = strings.practice;
  const language = english ? "en" : "es";
  // Saying that one does not know is no mistake, and does not look like one.
  const unknown = answer === null && verdict === "wrong";
  return (
    <div className={`feedback ${unknown ? "unknown" : verdict}`} data-testid="feedback" data-verdict={verdict} role="status">
      <p className="feedback-head">
        <Icon name={SIGNS[verdict]} />
        <strong>{unknown ? text.unknown : text.verdicts[verdict]}</strong>
      </p>
      {answer !== null && verdict !== "right" && (
        <p className="feedback-line">
          <span className="quiet">{transcript === null ? text.yours : text.heard}</span>{" "}
          <span className="said" lang={language}>
            {answer}
          </span>
        </p>
      )}
      {transcript !== null && verdict === "right" && (
        <p className="feedback-line">
          <span className="quiet">{text.heard}</span> <span lang="es">{transcript}</span>
        </p>
      )}
      {verdict !== "right" && (
        <p className="feedback-line">
          <span className="quiet">{text.right}</span>{" "}
          <span className="expected" data-testid="expected" lang={language}>
            {accentRuns(expected, verdict === "almost" ? (answer ?? "") : expected).map((run, at) =>
              run.accented ? <ins key={at}>{run.text}</ins> : <span key={at}>{run.text}</span>,
            )}
          </span>
        </p>
      )}
      {sentence && sentence !== expected && (
        <p className="feedback-sentence" lang="es">
          {sentence}
        </p>
      )}
      {feedback && <p>{feedback}</p>}
      {judged_by === "model" && (
        <p className="opinion" data-testid="opinion">
          <Icon name="question" />
          {text.opinion}
        </p>
      )}
    </div>
  );
}
