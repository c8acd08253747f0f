import { MAP, pointHash } from "../../../shared/routes";
import { strings } from "../strings";

/** A link to what is said of a grammar point. */
export function mapPoint(point: string) {
  return <a href={pointHash(MAP, point)}>{strings.practice.explain}</a>;
}
