import { language } from "../i18n/language";
import { strings } from "./strings";

interface Told {
  code: string;
  message: string;
  action?: string | null;
}

/**
 * What went wrong, in the page's language. In English it stays as the server says it, who knows more of this one case; what
 * no code is known for stays too.
 */
export function inPageLanguage<Body extends Told>(body: Body): Body {
  if (language() === "en") return body;
  const { codes, sentences } = strings as unknown as Record<"codes" | "sentences", Record<string, { message: string; action: string }>>;
  const said = sentences[body.message] ?? codes[body.code];
  return said ? { ...body, ...said } : body;
}

/** A notice under a message, in the page's language. `forms` are words that the learner now gets right. */
export function noticeInPageLanguage({ code, message, forms }: { code: string; message: string; forms?: string[] | null }): string {
  if (language() === "en") return message;
  if (forms?.length) return strings.retired(forms.map((form) => `«${form}»`).join(", "));
  const { notices, codes } = strings as unknown as { notices: Record<string, string>; codes: Record<string, { message: string; action: string }> };
  const error = codes[code];
  return notices[code] ?? (error ? `${error.message} ${error.action}` : message);
}
