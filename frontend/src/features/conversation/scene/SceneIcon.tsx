import { Icon } from "../../../shared/ui/Icon";
import { canDraw } from "../../../shared/ui/canDraw";

/** The sign of a scene: an emoji, or speech where the device has no picture for it. */
export function SceneIcon({ icon }: { icon: string }) {
  return (
    <span className="scenario-icon" aria-hidden="true">
      {canDraw(icon) ? icon : <Icon name="mic" />}
    </span>
  );
}
