import type { Point } from "../api";
import { strings } from "../strings";
import { language } from "../../../shared/i18n/language";
import { told } from "../../../shared/i18n/told";

interface Props {
  point: Point;
}

/** A grammar point explained in the language of the page. */
export function PointDetail({ point }: Props) {
  const text = strings.map;
  const about = told(point, "explanation", "regions");
  return (
    <div className="point-detail" data-testid="point">
      <p>{about.explanation}</p>
      <h4>{text.examples}</h4>
      <ul className="examples">
        {point.examples.map(({ spanish, meaning }) => (
          <li key={spanish}>
            <span lang="es">{spanish}</span>
            <span className="quiet" lang={language() === "es" ? "en" : undefined}>
              {meaning}
            </span>
          </li>
        ))}
      </ul>
      {point.regions !== "" && (
        <>
          <h4>{text.regions}</h4>
          <p>{about.regions}</p>
        </>
      )}
      <h4>{text.mistake}</h4>
      <p className="correction-pair" lang="es">
        <del>{point.mistake_wrong}</del> <ins>{point.mistake_right}</ins>
      </p>
    </div>
  );
}
