import { common } from "../../../shared/i18n/common";
import { strings } from "./strings";

/** Adds one more to a list, as long as there is room. */
export function AddButton({ full, onAdd, children }: { full: boolean; onAdd: () => void; children: string }) {
  return (
    <div className="button-row">
      <button type="button" className="button small plain" disabled={full} onClick={onAdd}>
        {children}
      </button>
    </div>
  );
}

export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="text-button" aria-label={label} onClick={onRemove}>
      {common.remove}
    </button>
  );
}

/** Moves one of so many up and down. */
export function MoveButtons({ at, of, onMove }: { at: number; of: number; onMove: (by: 1 | -1) => void }) {
  return (
    <>
      <button type="button" className="button small plain" disabled={at === 0} onClick={() => onMove(-1)}>
        {strings.steps.up}
      </button>
      <button type="button" className="button small plain" disabled={at === of - 1} onClick={() => onMove(1)}>
        {strings.steps.down}
      </button>
    </>
  );
}
