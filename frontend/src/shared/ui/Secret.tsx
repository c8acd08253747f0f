import "./secret.css";
import { useState } from "react";
import { common } from "../i18n/common";

/** Something that is shown only once, to be copied. */
export function Secret({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // No clipboard outside a secure context; the field can be selected by hand.
    }
  };
  return (
    <div className="secret" role="status">
      <label className="stacked">
        <span>{label}</span>
        <input className="line-input" readOnly value={value} onFocus={(event) => event.target.select()} />
      </label>
      <button type="button" className="button small" onClick={() => void copy()}>
        {copied ? common.copied : common.copy}
      </button>
    </div>
  );
}
