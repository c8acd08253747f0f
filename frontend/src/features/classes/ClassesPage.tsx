import { useCallback, useEffect, useState, type FormEvent } from "react";
import { plural } from "../../shared/i18n/plural";
import { classHash, goTo, joinClassHash } from "../../shared/routes";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { useTitle } from "../../shared/ui/useTitle";
import { classesApi, type Classes } from "./api";
import { AttendedClass } from "./AttendedClass";
import { OwnScenes } from "./editor/OwnScenes";
import { SentenceSets } from "./own/SentenceSets";
import { TextTables } from "./own/TextTables";
import { strings } from "./strings";
import { WordLists } from "./WordLists";
import "./classes.css";

/** The classes that one teaches and those that one is in. */
export default function ClassesPage() {
  useTitle(strings.title);
  const [classes, setClasses] = useState<Classes | null>(null);
  const { failure, busy, attempt } = useTask();
  const read = useCallback(() => attempt(async () => setClasses(await classesApi.all())), [attempt]);
  useEffect(() => void read(), [read]);
  const text = strings.list;
  const create = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    if (typeof name === "string" && name.trim()) {
      void attempt(async () => goTo(classHash((await classesApi.create(name.trim())).id)));
    }
  };
  const join = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = new FormData(event.currentTarget).get("code");
    if (typeof code === "string" && code.trim()) goTo(joinClassHash(code.trim()));
  };
  return (
    <div className="page-column classes" data-testid="classes">
      <h1>{strings.title}</h1>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {classes?.may_teach && (
        <section>
          <h2>{text.teaching}</h2>
          <ul className="class-list">
            {classes.teaching.map(({ id, name, learners }) => (
              <li key={id}>
                <a href={classHash(id)}>{name}</a>{" "}
                <span className="quiet">{plural(learners, { one: text.learner, other: text.learners })}</span>
              </li>
            ))}
          </ul>
          <form className="button-row" onSubmit={create}>
            <input
              className="line-input"
              name="name"
              required
              maxLength={120}
              aria-label={text.newName}
              placeholder={text.newName}
            />
            <button type="submit" className="button small" disabled={busy}>
              {text.create}
            </button>
          </form>
        </section>
      )}
      {classes && (
        <section>
          <h2>{text.attending}</h2>
          {classes.attending.length === 0 && <p className="quiet">{text.none}</p>}
          {classes.attending.map((attended) => (
            <AttendedClass key={attended.id} attended={attended} onChanged={() => void read()} />
          ))}
          <form className="button-row" onSubmit={join}>
            <input
              className="line-input"
              name="code"
              required
              maxLength={40}
              autoCapitalize="characters"
              autoComplete="off"
              aria-label={text.code}
              placeholder={text.code}
            />
            <button type="submit" className="button small plain">
              {text.join}
            </button>
          </form>
        </section>
      )}
      {classes?.may_teach && (
        <>
          <OwnScenes />
          <WordLists />
          <SentenceSets rooms={classes.teaching} />
          <TextTables />
        </>
      )}
    </div>
  );
}
