import { useEffect, useState } from "react";
import { classPracticeHash } from "../../../shared/routes";
import { type ClassSet, ownApi } from "./api";
import { strings } from "./strings";

/** The sentences that a class has to practise; nothing where it has none. */
export function ClassSets({ id }: { id: string }) {
  const [sets, setSets] = useState<ClassSet[]>([]);
  useEffect(() => {
    ownApi.ofClass(id).then(setSets, () => undefined);
  }, [id]);
  if (sets.length === 0) return null;
  const text = strings.practice;
  return (
    <div data-testid="class-sets">
      <p>{text.toPractise}</p>
      <ul className="class-list">
        {sets.map((set) => (
          <li key={set.id}>
            <a href={classPracticeHash(id, set.id)}>{set.title}</a> <span className="quiet">{strings.sentences.count(set.count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
