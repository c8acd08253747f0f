import type { AnswerKey } from "../../cards/offline/api";
import type { Grade, Item, ItemKind, Verdict } from "../api";

/** Kinds with one right answer; of the others, an answer that is none of the known ones may be right all the same. */
const CLOSED: ReadonlySet<ItemKind> = new Set(["choice", "listen", "order", "dictation"]);

/**
 * What can be said of an answer where the tutor cannot be reached: it is compared, not understood. The tutor grades it
 * anew when it is sent.
 */
export function gradeHere(item: Item, key: AnswerKey, answer: string | null): Grade {
  const verdict = compare(item, key, answer);
  return {
    item_id: item.id,
    verdict,
    counted: verdict !== "unforeseen",
    right: verdict === "right" || verdict === "almost",
    feedback: verdict === "wrong" ? key.explanation : "",
    expected: key.answers[0] ?? key.sentence,
    sentence: key.sentence,
    judged_by: "rules",
    transcript: null,
    card_id: null,
  };
}

function compare({ kind }: Item, { answers, sentence }: AnswerKey, answer: string | null): Verdict {
  if (answer === null) return "wrong";
  const given = plain(answer);
  if (!/\p{L}|\p{N}/u.test(given)) return "unforeseen";
  const known = [...answers, sentence].map(plain);
  if (known.includes(given)) return "right";
  // «yo hablo» is as good as «hablo».
  if (kind === "conjugation" && known.some((one) => given.endsWith(` ${one}`))) return "right";
  if (known.map(bare).includes(bare(given)) && kind !== "choice") return "almost";
  return CLOSED.has(kind) ? "wrong" : "unforeseen";
}

/** A text as its words: case, signs and spaces say nothing here. */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'’-]+/gu, " ")
    .trim();
}

function bare(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}
