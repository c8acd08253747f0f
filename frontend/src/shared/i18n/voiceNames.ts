import { language } from "./language";

/** Where voices come from, as CLDR numbers it: it knows all names in all languages. */
const REGIONS: Record<string, string> = { Spain: "ES", Mexico: "MX", Argentina: "AR", "Latin America": "419" };
export const GENDER_SIGNS: Record<string, string> = { female: "♀", male: "♂" };

/** A voice's home in the page's language. */
export function regionName(region: string): string {
  const code = REGIONS[region];
  return code === undefined ? region : (new Intl.DisplayNames(language(), { type: "region" }).of(code) ?? region);
}
