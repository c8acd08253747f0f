import { useRef, useState, type FormEvent } from "react";
import { clock } from "../../../shared/i18n/format";
import { common } from "../../../shared/i18n/common";
import { TakeControl } from "../../../shared/audio/TakeControl";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { useCountdown } from "../../../shared/ui/useCountdown";
import { useKeptText } from "../../../shared/ui/useKeptText";
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
  /** What was handed in last: said once, it is sent again where it did not arrive. */
  const last = useRef<(() => Promise<Marked>) | null>(null);
  const { busy, failure, attempt } = useTask();
  if (missing) return <ErrorNote message={missing.message} action={missing.action} />;
  if (!task) return <p className="quiet">{common.loading}</p>;
  const mark = (work: () => Promise<Marked>): Promise<boolean> => {
    last.current = work;
    return attempt(async () => setMarked(await work()));
  };
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
      {failure && (
        <ErrorNote message={failure.message} action={failure.action}>
          {task.mode !== "write" && last.current !== null && (
            <button type="button" className="button small" onClick={() => last.current && void mark(last.current)}>
              {common.retry}
            </button>
          )}
        </ErrorNote>
      )}
      {marked ? (
        <MarkView
          marked={marked}
          onAgain={() => {
            setMarked(null);
            setAgain(again + 1);
          }}
        />
      ) : task.mode === "write" ? (
        <Writing key={again} task={task} busy={busy} onDone={(text) => mark(() => longerApi.write(id, text))} />
      ) : (
        <Speaking
          key={again}
          task={task}
          busy={busy}
          limitSeconds={limitSeconds}
          onDone={(recording) => void mark(() => longerApi.speak(id, recording))}
        />
      )}
      {busy && <p role="status">{strings.marking}</p>}
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

function Notes({ task: { id, outline } }: { task: Task }) {
  const [notes, setNotes] = useKeptText(`notes.${id}`, outline.join("\n"));
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

interface WritingProps {
  task: Task;
  busy: boolean;
  /** Whether it was marked. */
  onDone: (text: string) => Promise<boolean>;
}

function Writing({ task, busy, onDone }: WritingProps) {
  const [text, setText] = useKeptText(`writing.${task.id}`);
  const count = text.match(/\p{L}+/gu)?.length ?? 0;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) void onDone(text).then((marked) => marked && setText(""));
  };
  return (
    <form onSubmit={send}>
      <Clock seconds={task.time_s} told={strings.timeLeft} />
      <Notes task={task} />
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
      <button type="submit" className="button" disabled={count === 0} aria-disabled={busy} data-testid="mark">
        {strings.mark}
      </button>
    </form>
  );
}

interface SpeakingProps {
  task: Task;
  busy: boolean;
  limitSeconds: number | null;
  onDone: (recording: Blob) => void;
}

function Speaking({ task, busy, limitSeconds, onDone }: SpeakingProps) {
  const [preparing, setPreparing] = useState(false);
  return (
    <section>
      <Notes task={task} />
      {preparing ? (
        <Clock seconds={task.prepare_s} told={strings.prepare} />
      ) : (
        <button type="button" className="button plain" onClick={() => setPreparing(true)}>
          {strings.begin} ({clock(task.prepare_s)})
        </button>
      )}
      {!busy && <TakeControl limitSeconds={limitSeconds} onTake={onDone} />}
    </section>
  );
}
