import type { ReactNode } from "react";

interface Props {
  message: string;
  action?: string | null;
  children?: ReactNode;
}

/** What went wrong, what can be done about it, and the buttons that do it. */
export function ErrorNote({ message, action, children }: Props) {
  return (
    <div className="note note-error" role="alert" data-testid="error">
      <p>
        <strong>{message}</strong> {action}
      </p>
      {children && <div className="note-actions">{children}</div>}
    </div>
  );
}
