import type { Plugin, Rolldown } from "vite";

/** Folders that say something on the first page: their sentences come before it is drawn, all others after it. */
const SAYS_FIRST = /\/src\/(app|shared(?!\/errors)|features\/today)\//;
const TRANSLATION = /\/(?:strings|common)\.(\w\w)\.ts$/;
/** What is run before the page is there (app/opening.ts), and what it takes. */
const OPENING = /\/app\/opening\.ts$|\/wire\/early\.ts$|\/shared\/i18n\/(choice|catalogue|translated|language|plural)\.ts$|vite\/preload-helper|rolldown\/runtime/;

type Group = NonNullable<Exclude<Rolldown.OutputOptions["codeSplitting"], boolean | undefined>["groups"]>[number];

/**
 * Which modules go into one file, since each file costs a request and its headers. index.html runs "opening" before
 * the page and by itself, so that the sentences and answers of the first page travel beside its code and not after it.
 */
export const CHUNKS: Group[] = [
  {
    debugName: "translations",
    name: (id) => {
      const language = TRANSLATION.exec(id)?.[1];
      return language ? language + (SAYS_FIRST.test(id) ? "" : "-rest") : null;
    },
  },
  { name: "opening", test: OPENING },
  { name: "index", tags: ["$initial"] },
];

const PRELOADED = /\n *<link rel="modulepreload" crossorigin href="([^"]*\/opening-[^"]*)">/;

/** Lets the page be opened by a script of its own, and looks that all that the first page says is translated when it is drawn. */
export function firstPage(): Plugin {
  return {
    name: "first-page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html) => {
        const opening = PRELOADED.exec(html)?.[1];
        if (!opening) throw new Error("Nothing opens the page");
        const script = `<script type="module" crossorigin src="${opening}"></script>\n    `;
        return html.replace(PRELOADED, "").replace("<script ", `${script}<script `);
      },
    },
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find((one) => one.type === "chunk" && one.isEntry);
      const said = page?.type === "chunk" ? page.moduleIds.filter((id) => /\/strings\.ts$/.test(id)) : [];
      const late = said.filter((id) => !SAYS_FIRST.test(id));
      if (said.length === 0 || late.length > 0) this.error(`Said on the first page, but translated later: ${late.join(", ")}`);
    },
  };
}
