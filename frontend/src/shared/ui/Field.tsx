import type { ReactNode } from "react";

/** One setting with its name. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="setting">
      <span>{label}</span>
      {children}
    </label>
  );
}
