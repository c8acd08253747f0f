import { useCallback, useEffect, useState } from "react";

export interface Drawer {
  open: boolean;
  show: () => void;
  close: () => void;
}

/** The list of conversations where there is no room for it beside the page; Escape closes it. */
export function useDrawer(): Drawer {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") close();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open, close]);
  return { open, show, close };
}
