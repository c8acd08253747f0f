import { plural } from "../../shared/i18n/plural";
import { MAP, pointHash } from "../../shared/routes";
import type { CommonMistake } from "./api";
import { GivePoints } from "./GivePoints";
import { strings } from "./strings";

interface Props {
  mistakes: CommonMistake[];
  /** Of a class: it is told by how many they were made, and exercises of their points can be given to all. */
  onGive?: (points: string[]) => Promise<boolean>;
}

/** The most frequent mistakes with examples. */
export function Mistakes({ mistakes, onGive }: Props) {
  const text = strings.overview;
  if (mistakes.length === 0) return <p className="quiet">{text.noMistakes}</p>;
  const points = [...new Set(mistakes.flatMap(({ point_id }) => point_id ?? []))];
  return (
    <>
      <ol className="common-mistakes" data-testid="common-mistakes">
        {mistakes.map((mistake) => (
          <li key={mistake.rule_id}>
            <p>
              <strong>{mistake.rule}</strong>{" "}
              <span className="quiet">
                {plural(mistake.count, { one: text.once, other: text.times })}
                {onGive && ` · ${plural(mistake.learners, { one: text.byOne, other: text.byMany })}`}
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
      {onGive && points.length > 0 && <GivePoints points={points} onGive={onGive} />}
    </>
  );
}
