import { useEffect, useState } from "react";
import type { Schemas } from "../../shared/wire/types";
import { Dialog } from "../../shared/ui/Dialog";
import { ErrorNote } from "../../shared/ui/ErrorNote";
import { useTask } from "../../shared/ui/useTask";
import { classesApi } from "./api";
import { strings } from "./strings";

interface Props {
  id: string;
  learner: string;
  conversation: string;
  onClose: () => void;
}

/** A conversation of a learner who agreed, to be read. */
export function TalkDialog({ id, learner, conversation, onClose }: Props) {
  const [talk, setTalk] = useState<Schemas["TalkLinesOut"] | null>(null);
  const { failure, attempt } = useTask();
  useEffect(() => {
    void attempt(async () => setTalk(await classesApi.talk(id, learner, conversation)));
  }, [attempt, id, learner, conversation]);
  return (
    <Dialog title={talk?.title ?? strings.learner.talks} className="settings" onClose={onClose}>
      <div className="dialog-scroll">
        {failure && <ErrorNote message={failure.message} action={failure.action} />}
        {talk?.lines.map(({ role, text, better }, n) => (
          <p key={n} lang="es" className={`talk-line ${role}`}>
            {text}
            {better && better !== text && <span className="quiet"> → {better}</span>}
          </p>
        ))}
      </div>
    </Dialog>
  );
}
