import { plural } from "../../shared/i18n/plural";
import { strings } from "./strings";

/** Who sees what of a learner in a class, in plain words. */
export function WhoSees({ teacher, retentionDays }: { teacher: string; retentionDays: number | null }) {
  const text = strings.whoSees;
  return (
    <div className="who-sees" data-testid="who-sees">
      <h3>{text.always(teacher)}</h3>
      <ul>
        <li>{text.name}</li>
        <li>{text.assignments}</li>
      </ul>
      <h3>{text.withYes(teacher)}</h3>
      <ul>
        <li>{text.said}</li>
        <li>{text.progress}</li>
        <li>{text.handedIn}</li>
      </ul>
      <h3>{text.never}</h3>
      <ul>
        <li>{text.before}</li>
        <li>{text.mates}</li>
      </ul>
      <p className="quiet">
        {text.anytime}{" "}
        {retentionDays === null ? text.keptLong : text.kept(plural(retentionDays, { one: text.day, other: text.days }))}
      </p>
    </div>
  );
}
