import "../../../shared/ui/detail.css";
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
      <h3>{text.examples}</h3>
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
          <h3>{text.regions}</h3>
          <p>{about.regions}</p>
        </>
      )}
      <h3>{text.mistake}</h3>
      <p className="correction-pair" lang="es">
        <del>{point.mistake_wrong}</del> <ins>{point.mistake_right}</ins>
      </p>
    </div>
  );
}
