import { ErrorNote } from "../ui/ErrorNote";
import { strings } from "./strings";

/** What went wrong on the way through another site, which could bring back no more than its code. */
export function Problem({ code }: { code: string }) {
  const known = strings.codes as Record<string, { message: string; action: string }>;
  const said = known[code] ?? strings.codes.internal;
  return <ErrorNote message={said.message} action={said.action} />;
}
