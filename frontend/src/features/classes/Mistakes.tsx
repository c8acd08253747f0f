import { plural } from "../../shared/i18n/plural";
import { MAP, pointHash } from "../../shared/routes";
import type { CommonMistake } from "./api";
import { strings } from "./strings";

/** The most frequent mistakes with examples. `several`: it is told by how many they were made. */
export function Mistakes({ mistakes, several }: { mistakes: CommonMistake[]; several: boolean }) {
  const text = strings.overview;
  if (mistakes.length === 0) return <p className="quiet">{text.noMistakes}</p>;
  return (
    <ol className="common-mistakes" data-testid="common-mistakes">
      {mistakes.map((mistake) => (
        <li key={mistake.rule_id}>
          <p>
            <strong>{mistake.rule}</strong>{" "}
            <span className="quiet">
              {plural(mistake.count, { one: text.once, other: text.times })}
              {several && ` · ${plural(mistake.learners, { one: text.byOne, other: text.byMany })}`}
            </span>{" "}
            {mistake.point_id && <a href={pointHash(MAP, mistake.point_id)}>{text.onMap}</a>}
          </p>
          <ul>
            {mistake.examples.map(({ said, better }, n) => (
              <li key={n} lang="es">
                <del>{said}</del> → {better}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
