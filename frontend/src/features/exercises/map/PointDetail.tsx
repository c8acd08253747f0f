import type { Point } from "../api";
import { strings } from "../strings";

interface Props {
  point: Point;
  firstLanguage: string;
}

/** A grammar point explained: in Spanish to whom Spanish is the first language, else in English. */
export function PointDetail({ point, firstLanguage }: Props) {
  const text = strings.map;
  const language = firstLanguage === "es" ? "es" : "en";
  return (
    <div className="point-detail" data-testid="point">
      <p lang={language}>{language === "es" ? point.explanation_es : point.explanation}</p>
      <h4>{text.examples}</h4>
      <ul className="examples">
        {point.examples.map(({ spanish, english }) => (
          <li key={spanish}>
            <span lang="es">{spanish}</span>
            <span className="quiet" lang="en">
              {english}
            </span>
          </li>
        ))}
      </ul>
      {point.regions !== "" && (
        <>
          <h4>{text.regions}</h4>
          <p lang={language}>{language === "es" ? point.regions_es : point.regions}</p>
        </>
      )}
      <h4>{text.mistake}</h4>
      <p className="correction-pair" lang="es">
        <del>{point.mistake_wrong}</del> <ins>{point.mistake_right}</ins>
      </p>
    </div>
  );
}
