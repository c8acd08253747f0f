import { Dialog } from "../shared/ui/Dialog";
import { strings } from "./strings";

interface Props {
  /** Whether single letters mean something. */
  keys: boolean;
  onKeys: (keys: boolean) => void;
  onClose: () => void;
}

/** What the keyboard does. */
export default function ShortcutsDialog({ keys, onKeys, onClose }: Props) {
  const text = strings.shortcuts;
  return (
    <Dialog title={text.title} className="shortcuts" onClose={onClose}>
      <div className="dialog-scroll">
        {Object.values(text.groups).map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {Object.entries(keys).map(([key, does]) => (
                <div key={key}>
                  <dt>
                    {key.split(" + ").map((part) => (
                      <kbd key={part}>{part === "Space" ? text.space : part}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className="check">
          <input type="checkbox" data-testid="keys" checked={keys} onChange={(event) => onKeys(event.target.checked)} />
          {text.single}
        </label>
        <p className="quiet">{text.singleHint}</p>
      </div>
    </Dialog>
  );
}
