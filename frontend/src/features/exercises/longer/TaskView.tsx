import { useState, type FormEvent } from "react";
import { clock } from "../../../shared/i18n/format";
import { common } from "../../../shared/i18n/common";
import { TakeControl } from "../../../shared/audio/TakeControl";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useCountdown } from "../../../shared/ui/useCountdown";
import { useTask } from "../../../shared/ui/useTask";
import { longerApi, type Marked, type Task } from "./api";
import { MarkView } from "./MarkView";
import { strings } from "./strings";
import { useOne } from "./useOne";

interface Props {
  id: string;
  limitSeconds: number | null;
}

/** A task as in the examinations: time to prepare, time to speak or write, and a mark for practice. */
export function TaskView({ id, limitSeconds }: Props) {
  const { found: task, failure: missing } = useOne(longerApi.task, id);
  const [marked, setMarked] = useState<Marked | null>(null);
  const [again, setAgain] = useState(0);
  const { busy, failure, attempt } = useTask();
  if (missing) return <ErrorNote message={missing.message} action={missing.action} />;
  if (!task) return <p className="quiet">{common.loading}</p>;
  const mark = (work: () => Promise<Marked>): void => void attempt(async () => setMarked(await work()));
  return (
    <article className="exam-task" data-testid="exam-task">
      <h1 lang="es">{task.title}</h1>
      <p className="quiet">
        <span className="tag">{task.level}</span> {strings.kinds[task.mode]} · {strings.lengths(...task.words)}
      </p>
      <p lang="es">{task.task}</p>
      {task.picture && <Quoted title={strings.picture} text={task.picture} />}
      {task.source && <Quoted title={strings.source} text={task.source} />}
      <h2>{strings.todo}</h2>
      <ul lang="es">
        {task.say.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {marked ? (
        <MarkView
          marked={marked}
          onAgain={() => {
            setMarked(null);
            setAgain(again + 1);
          }}
        />
      ) : busy ? (
        <p role="status">{strings.marking}</p>
      ) : task.mode === "write" ? (
        <Writing key={again} task={task} onDone={(text) => mark(() => longerApi.write(id, text))} />
      ) : (
        <Speaking
          key={again}
          task={task}
          limitSeconds={limitSeconds}
          onDone={(recording) => mark(() => longerApi.speak(id, recording))}
        />
      )}
    </article>
  );
}

function Quoted({ title, text }: { title: string; text: string }) {
  return (
    <figure className="exam-source">
      <figcaption className="quiet">{title}</figcaption>
      <blockquote lang="es">{text}</blockquote>
    </figure>
  );
}

function Notes({ outline }: { outline: string[] }) {
  const [notes, setNotes] = useState(outline.join("\n"));
  return (
    <label className="exam-field">
      <span>{strings.notes}</span>
      <textarea rows={5} lang="es" value={notes} onChange={(event) => setNotes(event.target.value)} />
      <small className="quiet">{strings.notesHint}</small>
    </label>
  );
}

function Clock({ seconds, told }: { seconds: number; told: (time: string) => string }) {
  const left = useCountdown(seconds);
  return (
    <p className="exam-clock" role="timer">
      {left > 0 ? told(clock(left)) : strings.timeUp}
    </p>
  );
}

function Writing({ task, onDone }: { task: Task; onDone: (text: string) => void }) {
  const [text, setText] = useState("");
  const count = text.match(/\p{L}+/gu)?.length ?? 0;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onDone(text);
  };
  return (
    <form onSubmit={send}>
      <Clock seconds={task.time_s} told={strings.timeLeft} />
      <Notes outline={task.outline} />
      <label className="exam-field">
        <span>{strings.yourText}</span>
        <textarea
          rows={10}
          lang="es"
          maxLength={6000}
          value={text}
          data-testid="writing"
          onChange={(event) => setText(event.target.value)}
        />
        <small className="quiet">{strings.wordsSoFar(count)}</small>
      </label>
      <button type="submit" className="button" disabled={count === 0} data-testid="mark">
        {strings.mark}
      </button>
    </form>
  );
}

interface SpeakingProps {
  task: Task;
  limitSeconds: number | null;
  onDone: (recording: Blob) => void;
}

function Speaking({ task, limitSeconds, onDone }: SpeakingProps) {
  const [preparing, setPreparing] = useState(false);
  return (
    <section>
      <Notes outline={task.outline} />
      {preparing ? (
        <Clock seconds={task.prepare_s} told={strings.prepare} />
      ) : (
        <button type="button" className="button plain" onClick={() => setPreparing(true)}>
          {strings.begin} ({clock(task.prepare_s)})
        </button>
      )}
      <TakeControl limitSeconds={limitSeconds} onTake={onDone} />
    </section>
  );
}
