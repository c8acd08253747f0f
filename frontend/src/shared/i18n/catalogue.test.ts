import { afterEach, describe, expect, it, vi } from "vitest";
import { bring, catalogue } from "./catalogue";
import * as languages from "./language";
import { plural } from "./plural";

const english = { title: "Words", count: (n: number) => plural(n, { one: "# word", other: "# words" }) };
const spanish = { title: "Palabras", count: (n: number) => plural(n, { one: "# palabra", other: "# palabras" }) };
const files = { "/src/features/words/strings.es.ts": () => Promise.resolve({ default: spanish }) };

afterEach(() => vi.restoreAllMocks());

function speak(tag: string): void {
  vi.spyOn(languages, "language").mockReturnValue(tag as languages.Language);
}

describe("catalogue", () => {
  it("speaks English until another language is brought in, and where a part has none", async () => {
    const words = catalogue("features/words", english);
    const others = catalogue("features/others", english);
    speak("es");
    expect(words.title).toBe("Words");
    await bring("es", files);
    expect([words.title, words.count(1), words.count(2)]).toEqual(["Palabras", "1 palabra", "2 palabras"]);
    expect(others.title).toBe("Words");
    speak("en");
    expect([words.title, words.count(1), words.count(1200)]).toEqual(["Words", "1 word", "1,200 words"]);
  });

  it("takes the plural that the language asks for", () => {
    speak("pl");
    const forms = { one: "jeden", few: "kilka", many: "wiele", other: "ułamek" };
    expect([1, 2, 5, 1.5].map((n) => plural(n, forms))).toEqual(["jeden", "kilka", "wiele", "ułamek"]);
  });

  it("finds the best of the wanted languages whatever their region", () => {
    expect(languages.bestOf(["xx", "en-GB"], ["en", "de"])).toBe("en");
    expect(languages.bestOf(["de-AT", "fr"], ["en", "de", "fr"])).toBe("de");
    expect(languages.bestOf(["fr"], ["en", "de"])).toBe("en");
  });
});
