import { language } from "./language";
import { FIRST_PAGE, REST } from "./translated";

/**
 * What one part of the page says, in English, and through it in the page's language.
 *
 * `part` is the folder under src/. A translation lies beside as `strings.<language>.ts` (`common.<language>.ts` in
 * shared/i18n) and has the type of the English one, so that the type check finds whatever is not translated:
 * `export default { … } satisfies typeof strings`.
 */
export function catalogue<Sentences extends object>(part: string, english: Sentences): Sentences {
  const spoken = (): Sentences => (translations.get(`${language()}/${part}`) as Sentences | undefined) ?? english;
  return new Proxy(english, { get: (_, key) => Reflect.get(spoken(), key) as unknown });
}

const translations = new Map<string, object>();

/** Brings what these files say in a language, before it is spoken; all of it without files. English is always there. */
export async function bring(wanted: string, files: typeof FIRST_PAGE = { ...FIRST_PAGE, ...REST }): Promise<void> {
  const ending = `.${wanted}.ts`;
  const found = Object.entries(files).filter(([path]) => path.endsWith(ending));
  await Promise.all(
    found.map(async ([path, load]) => {
      const part = path.replace(/^\/src\//, "").replace(/\/[^/]+$/, "");
      const { default: sentences } = (await load()) as { default: object };
      translations.set(`${wanted}/${part}`, sentences);
    }),
  );
}
