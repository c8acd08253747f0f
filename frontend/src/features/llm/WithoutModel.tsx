import { strings } from "./strings";

/** Says in plain words what a partner without a language model cannot do; nothing where there is one. */
export function WithoutModel({ engine }: { engine: string | undefined }) {
  if (engine !== "none") return null;
  return (
    <p className="note" data-testid="without-model">
      {strings.model.none}
    </p>
  );
}
