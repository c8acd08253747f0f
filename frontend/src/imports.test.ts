import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = import.meta.dirname;

/** What a feature may show of another: the conversation is where they meet. */
const FEATURES: Record<string, string[]> = {
  today: ["conversation", "exercises", "learners"],
  conversation: ["corrections", "cards", "reading", "speech", "llm", "learners"],
  corrections: ["cards", "exercises"],
  cards: ["speech"],
  exercises: ["cards", "speech", "learners"],
  reading: ["cards", "speech"],
  progress: ["cards", "llm"],
  learners: ["exercises", "llm"],
  classes: ["exercises"],
  courses: ["classes"],
  speech: [],
  llm: [],
};

function files(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
}

/** Which files each file imports, those that are fetched later included; types cost nothing and are left out. */
function imports(file: string): string[] {
  const text = readFileSync(join(SRC, file), "utf8");
  const found = text.matchAll(/(?:^(?:import|export)(?! type)[^;"]*?from |^import |import\()"(\.[^"?]+)/gm);
  return [...found]
    .map(([, path = ""]) => normalize(join(dirname(file), path)))
    .flatMap((path) => all.find((one) => [path, `${path}.ts`, `${path}.tsx`].includes(one)) ?? []);
}

const all = files();
const graph = new Map(all.map((file) => [file, imports(file)]));
const room = (file: string): string => file.split("/").slice(0, file.startsWith("features") ? 2 : 1).join("/");

describe("imports", () => {
  it("are found at all", () => {
    expect(graph.get("app/Root.tsx")).toContain("app/Gate.tsx");
    expect([...graph.values()].flat().length).toBeGreaterThan(400);
  });

  it("point one way: app, features, shared", () => {
    const rank = (file: string): number => ["app", "features", "shared"].indexOf(file.split("/")[0] ?? "");
    const upward = all.flatMap((file) => (graph.get(file) ?? []).filter((to) => rank(to) < rank(file)).map((to) => [file, to]));
    expect(upward.filter(([file]) => file?.includes("/"))).toEqual([]);
  });

  it("of one feature in another are those that are meant", () => {
    const across = all.flatMap((file) =>
      (graph.get(file) ?? [])
        .map((to) => [room(file), room(to)] as const)
        .filter(([from, to]) => from !== to && from.startsWith("features/") && to.startsWith("features/")),
    );
    const unmeant = across.filter(([from, to]) => !FEATURES[from.slice(9)]?.includes(to.slice(9)));
    expect([...new Set(unmeant.map((pair) => pair.join(" -> ")))]).toEqual([]);
  });

  it("make no circles", () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      if (done.has(file) || path.includes(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of all) visit(file, []);
    expect(circles).toEqual([]);
  });
});
