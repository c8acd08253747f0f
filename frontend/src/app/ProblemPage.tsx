import { HOME } from "../shared/routes";
import { Problem } from "../shared/errors/Problem";
import { strings } from "./strings";

/** Where another site has led back to, for who is signed in all the same. */
export default function ProblemPage({ code }: { code: string }) {
  return (
    <div className="home" data-testid="problem">
      <Problem code={code} />
      <div className="button-row">
        <a className="button" href={HOME}>
          {strings.lost.home}
        </a>
      </div>
    </div>
  );
}
