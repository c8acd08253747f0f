import { inPageLanguage } from "../shared/errors/inPageLanguage";

/** What is wrong with an engine, and what helps: in the page's language, where it is known there. */
export default function EngineTrouble({ detail, action }: { detail: string; action: string }) {
  const told = inPageLanguage({ code: "", message: detail, action });
  return (
    <>
      {told.message} {told.action}
    </>
  );
}
