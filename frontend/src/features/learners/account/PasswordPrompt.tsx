import { useEffect, useState } from "react";
import { lazyPart } from "../../../shared/ui/lazyPart";
import { PASSWORD_NEEDED, type PasswordRequest } from "../../../shared/wire/http";
import type { PasswordDialogProps } from "./PasswordDialog";

const PasswordDialog = lazyPart(() => import("./PasswordDialog"));

/** Asks for the password once more whenever the server wants it; what was refused is then done by itself. */
export function PasswordPrompt(props: PasswordDialogProps) {
  const [request, setRequest] = useState<PasswordRequest | null>(null);

  useEffect(() => {
    const ask = (event: Event): void => {
      event.preventDefault();
      setRequest((event as CustomEvent<PasswordRequest>).detail);
    };
    document.addEventListener(PASSWORD_NEEDED, ask);
    return () => document.removeEventListener(PASSWORD_NEEDED, ask);
  }, []);

  if (request === null) return null;
  const end = (given: boolean): void => {
    setRequest(null);
    request.answer(given);
  };
  return <PasswordDialog {...props} onEnd={end} />;
}
