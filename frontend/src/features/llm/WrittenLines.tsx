import type { Status } from "../../shared/wire/types";
import { strings } from "./strings";

/** Says in plain words what a partner cannot do who speaks by written lines: without a model, or with too small a one. */
export function WrittenLines({ partner }: { partner: Status["partner"] | undefined }) {
  if (partner !== "none" && partner !== "small") return null;
  return (
    <p className="note" data-testid={partner === "none" ? "without-model" : "small-model"}>
      {strings.model[partner]}
    </p>
  );
}
