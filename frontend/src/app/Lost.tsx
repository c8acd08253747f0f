import { HOME } from "../shared/routes";
import { strings } from "./strings";

/** What stands where an address leads nowhere. */
export function Lost() {
  const text = strings.lost;
  return (
    <div className="home" data-testid="lost">
      <h1>{text.title}</h1>
      <p>{text.text}</p>
      <div className="button-row lost-home">
        <a className="button" href={HOME}>
          {text.home}
        </a>
      </div>
    </div>
  );
}
