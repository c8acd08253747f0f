import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = import.meta.dirname;
const all = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => !file.includes(".test."));
const code = all.filter((file) => /\.tsx?$/.test(file));
const text = new Map(all.filter((file) => /\.(tsx?|css)$/.test(file)).map((file) => [file, readFileSync(join(SRC, file), "utf8")]));

/** The files that a pattern finds in another, by the paths that stand there. */
function named(file: string, pattern: RegExp): string[] {
  return [...(text.get(file) ?? "").matchAll(pattern)]
    .map(([, path = ""]) => normalize(join(dirname(file), path)))
    .flatMap((path) => [path, `${path}.ts`, `${path}.tsx`].find((one) => text.has(one)) ?? []);
}

const beside = new Map(code.map((file) => [file, named(file, /^(?:import|export)(?! type)[^;"]*?(?:from )?"(\.[^"]+)"/gm)]));
const later = new Map(code.map((file) => [file, named(file, /import\("(\.[^"]+)"\)/g)]));

/** What comes with a file: all that it imports, and so on. */
function together(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const one of beside.get(file) ?? []) together(one, seen);
  return seen;
}

const FIRST = "app/main.tsx";
const parts = new Map([FIRST, ...new Set([...later.values()].flat())].map((file) => [file, together(file)]));

/** The styles that are there when a part is shown: the first page's, its own, and those of whatever must have led to it. */
function styles(part: string, seen: string[] = []): Set<string> {
  const own = [...(parts.get(part) ?? []), ...(parts.get(FIRST) ?? [])].filter((file) => file.endsWith(".css"));
  const before = [...parts].filter(
    ([one, files]) => one !== part && !seen.includes(one) && [...files].some((file) => later.get(file)?.includes(part)),
  );
  const theirs = before.map(([one]) => styles(one, [...seen, part]));
  const common = [...(theirs[0] ?? [])].filter((file) => theirs.every((each) => each.has(file)));
  return new Set([...own, ...common]);
}

/** The classes that a rule of a style sheet begins with, without what must stand around them. */
function begun(css: string): string[] {
  return css
    .replace(/\/\*.*?\*\/|\([^()]*\)/gs, "")
    .split(/[{}]/)
    .flatMap((selector) => selector.split(","))
    .flatMap((selector) => /^\s*\.([a-z][\w-]*)/.exec(selector)?.[1] ?? []);
}

const sheets = all.filter((file) => file.endsWith(".css"));
const where = new Map<string, string[]>();
for (const sheet of sheets) for (const name of new Set(begun(text.get(sheet) ?? ""))) where.set(name, [...(where.get(name) ?? []), sheet]);

describe("styles", () => {
  it("are found at all", () => {
    expect(parts.size).toBeGreaterThan(20);
    expect(where.get("debrief")).toEqual(["features/conversation/scene/scene.css"]);
  });

  it("come with whatever uses them, however it is loaded", () => {
    const missing = new Set<string>();
    for (const [part, files] of parts) {
      const there = styles(part);
      for (const file of [...files].filter((one) => one.endsWith(".tsx")))
        for (const [, names = ""] of (text.get(file) ?? "").matchAll(/className=\{?["`]([^"`]+)["`]/g))
          for (const name of names.replace(/\$\{.*?(?:\}|$)/g, "").match(/[a-z][\w-]+/g) ?? [])
            if (where.has(name) && !where.get(name)?.some((sheet) => there.has(sheet))) missing.add(`${file}: ${name}, shown by ${part}`);
    }
    expect([...missing].sort()).toEqual([]);
  });
});
