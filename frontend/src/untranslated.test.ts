import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it, vi } from "vitest";
import * as languages from "./shared/i18n/language";
import { SAME } from "./untranslated.same";

/**
 * Finds whatever would be English on a page in another language: sentences without a translation, and sentences that
 * stand in a component instead of in a catalogue.
 */
type Sentences = Record<string, unknown>;
type Say = (...values: unknown[]) => unknown;

const ENGLISH = import.meta.glob<Record<string, Sentences>>("./{app,features,shared}/**/{strings,common}.ts", { eager: true });
const OTHERS = import.meta.glob<{ default: Sentences }>("./{app,features,shared}/**/{strings,common}.??.ts", { eager: true });

const languageOf = (path: string): string => /\.(\w\w)\.ts$/.exec(path)?.[1] ?? "en";
const TAGS = [...new Set(Object.keys(OTHERS).map(languageOf))] as languages.Language[];

function english(path: string): Sentences {
  const [sentences] = Object.values(ENGLISH[path] ?? {});
  if (!sentences) throw new Error(`${path} has no catalogue`);
  return sentences;
}

/** Every sentence by its path, in words like `strings.settings.title`. */
function leaves(value: unknown, at = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[at, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, at ? `${at}.${key}` : key));
}

/** What may be given to a sentence; which of them one takes shows when it is tried. */
const KINDS: ((n: number) => unknown)[] = [
  (n) => n + 3,
  (n) => `«arg${n}»`,
  (n) => [`«arg${n}»`],
  (n) => ({ position: n + 3, page: null, section: `«arg${n}»` }),
];

function* values(count: number): Generator<unknown[]> {
  for (let code = 0; code < KINDS.length ** count; code++) {
    yield Array.from({ length: count }, (_, n) => KINDS[Math.floor(code / KINDS.length ** n) % KINDS.length]?.(n));
  }
}

/** What a sentence says of some values, all its parts together; null where it is not made for such values. */
function said(say: Say, given: unknown[]): string | null {
  try {
    const text = leaves(say(...given))
      .map(([, part]) => String(part))
      .join("\n");
    return /NaN|undefined|\[object|function/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Where a translation shows fewer of the given values than English does, or has nothing to say. */
function lost(here: Say, there: Say, speakEnglish: () => void, speakOther: () => void): boolean {
  return [...values(here.length)].some((given) => {
    speakEnglish();
    const wanted = said(here, given);
    if (wanted === null) return false;
    speakOther();
    const got = said(there, given);
    const shown = given.map((value) => (typeof value === "number" ? String(value) : /«arg\d»/.exec(JSON.stringify(value))?.[0] ?? ""));
    return got === null || shown.some((value) => wanted.includes(value) && !got.includes(value));
  });
}

function sample(sentence: unknown): string {
  if (typeof sentence !== "function") return String(sentence);
  const say = sentence as Say;
  return [...values(say.length)].map((given) => said(say, given)).find((text) => text !== null) ?? "";
}

/** Only what is said in words: without the values, numbers and signs. */
const words = (text: string): string => text.replace(/«arg\d»/g, "").replace(/[\d\W_]+/gu, " ").trim();

describe.each(TAGS)("the page in %s", (tag) => {
  // The catalogues speak English throughout; numbers and plurals are those of the language that is looked at.
  const spoken = vi.spyOn(languages, "language");
  const speakEnglish = (): void => void spoken.mockReturnValue("en");
  const speakOther = (): void => void spoken.mockReturnValue(tag);
  const parts = Object.keys(ENGLISH).map((path) => {
    speakEnglish();
    const other = OTHERS[path.replace(/\.ts$/, `.${tag}.ts`)]?.default ?? {};
    return { path, here: new Map(leaves(english(path))), there: new Map(leaves(other)) };
  });
  const each = (wrong: (here: unknown, there: unknown) => boolean): string[] =>
    parts.flatMap(({ path, here, there }) =>
      [...here].filter(([at, sentence]) => there.has(at) && wrong(sentence, there.get(at))).map(([at]) => `${path} ${at}`),
    );

  it("says all that the English one says, and nothing else", () => {
    const missing = parts.flatMap(({ path, here, there }) => [...here.keys()].filter((at) => !there.has(at)).map((at) => `${path} ${at}`));
    const more = parts.flatMap(({ path, here, there }) => [...there.keys()].filter((at) => !here.has(at)).map((at) => `${path} ${at}`));
    expect({ missing, more }).toEqual({ missing: [], more: [] });
  });

  it("shows the same names and numbers", () => {
    const wrong = each((here, there) =>
      typeof here === "function"
        ? typeof there !== "function" || lost(here as Say, there as Say, speakEnglish, speakOther)
        : typeof here !== typeof there || (here === "") !== (there === ""),
    );
    expect(wrong).toEqual([]);
  });

  it("leaves nothing in English", () => {
    const same = each((here, there) => {
      speakEnglish();
      const original = words(sample(here));
      speakOther();
      return /\p{L}{2}/u.test(original) && original === words(sample(there)) && ![...(SAME.all ?? []), ...(SAME[tag] ?? [])].map(words).includes(original);
    });
    expect(same).toEqual([]);
  });

  it("counts one and many apart where English does", () => {
    const alike = each((here, there) => {
      if (typeof here !== "function" || here.length === 0) return false;
      const apart = (say: unknown): boolean => {
        const [one, many] = [1, 3].map((n) => said(say as Say, Array.from({ length: here.length }, () => n)));
        return one !== null && many !== null && words(one ?? "") !== words(many ?? "");
      };
      speakEnglish();
      if (!apart(here)) return false;
      speakOther();
      return !apart(there);
    });
    expect(alike).toEqual([]);
  });
});

/** Attributes that people read or hear. */
const READ = new Set(["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt", "label"]);

/** What a component says by itself, as `file: text`. What is marked as Spanish is what is learned. */
function literals(file: string, text: string): string[] {
  const found: string[] = [];
  const note = (words: string): void => void (/\p{L}{2}/u.test(words) && found.push(`${file}: ${words.trim()}`));
  const spanish = (attributes: ts.JsxAttributes): boolean => /\blang="es"/.test(attributes.getText());
  const literal = (value: ts.Node | undefined): string => (value && ts.isStringLiteralLike(value) ? value.text : "");
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && spanish(node.openingElement.attributes)) return;
    if (ts.isJsxText(node)) note(node.text);
    if (ts.isJsxExpression(node) && ts.isJsxElement(node.parent)) sayable(node.expression);
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText())) {
      const { initializer: value } = node;
      note(literal(value));
      if (value && ts.isJsxExpression(value)) sayable(value.expression);
    }
    ts.forEachChild(node, visit);
  };
  /** The texts that an expression may come to, also those of its branches and templates. */
  const sayable = (value: ts.Expression | undefined): void => {
    if (!value) return;
    if (ts.isConditionalExpression(value)) [value.whenTrue, value.whenFalse].forEach(sayable);
    else if (ts.isBinaryExpression(value)) (comparison(value) ? [] : [value.left, value.right]).forEach(sayable);
    else if (ts.isParenthesizedExpression(value)) sayable(value.expression);
    else if (ts.isTemplateExpression(value)) [value.head, ...value.templateSpans.map((span) => span.literal)].forEach((part) => note(part.text));
    else note(literal(value));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

const comparison = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;

/** Parsing every component takes seconds on a busy computer. */
const BUSY_MS = 60_000;

describe("components", () => {
  it("are looked into", () => {
    const text = '<p title={a ? "Two words" : b}>Hello {c === "no" && `and ${d} more`} <b lang="es">Hola</b><i aria-label="Say" /></p>';
    expect(literals("x", text)).toEqual(["x: Two words", "x: Hello", "x: and", "x: more", "x: Say"]);
  });

  it("say nothing by themselves", () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
    expect(files.length).toBeGreaterThan(80);
    expect(files.flatMap((file) => literals(file, readFileSync(join(import.meta.dirname, file), "utf8")))).toEqual([]);
  }, BUSY_MS);
});
