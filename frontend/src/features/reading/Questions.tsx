import { useEffect, useState } from "react";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { type Question, readingApi } from "./api";
import { strings } from "./strings";

/** Questions about a text of ours; an answer says at once what the text says. */
export function Questions({ sampleId }: { sampleId: string }) {
  const [questions, setQuestions] = useState<Question[]>([]);
  const [first, setFirst] = useState<Record<number, number>>({});
  const { failure, attempt } = useTask();
  const text = strings.documents.questions;
  useEffect(() => {
    void attempt(async () => setQuestions(await readingApi.questions(sampleId)));
  }, [attempt, sampleId]);
  const answered = Object.entries(first);
  const right = answered.filter(([at, choice]) => questions[Number(at)]?.right === choice).length;
  return (
    <section className="questions" aria-label={text.title} data-testid="questions">
      <h2>{text.title}</h2>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {questions.map((question, at) => (
        <OneQuestion
          key={question.ask}
          question={question}
          onFirst={(choice) => setFirst((old) => ({ [at]: choice, ...old }))}
        />
      ))}
      {questions.length > 0 && answered.length === questions.length && (
        <p role="status" data-testid="questions-done">
          {text.done(right, questions.length)}
        </p>
      )}
    </section>
  );
}

function OneQuestion({ question, onFirst }: { question: Question; onFirst: (choice: number) => void }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { ask, options, right, quote } = question;
  const text = strings.documents.questions;
  return (
    <fieldset data-testid="question">
      <legend lang="es">{ask}</legend>
      {options.map((option, at) => (
        <label key={option} className="check" lang="es">
          <input
            type="radio"
            name={ask}
            checked={chosen === at}
            onChange={() => {
              setChosen(at);
              onFirst(at);
            }}
          />
          {option}
        </label>
      ))}
      <p role="status" className={chosen === right ? "fine" : undefined}>
        {chosen !== null && (chosen === right ? text.right : text.wrong)} {chosen === right && text.quote(quote)}
      </p>
    </fieldset>
  );
}
