import { describe, expect, it } from "vitest";
import { besideWord, cutWords, sentenceAt } from "./words";

const TEXT = "¡Hola! ¿Qué tal el café-bar… hoy? 😀 Bien.";

describe("the words of a text", () => {
  it("are the text again when put together, each where it stands", () => {
    const pieces = cutWords(TEXT);
    expect(pieces.map(({ text }) => text).join("")).toBe(TEXT);
    for (const { text, start } of pieces) expect(TEXT.slice(start, start + text.length)).toBe(text);
    expect(pieces.filter(({ isWord }) => isWord).map(({ text }) => text)).toEqual([
      "Hola", "Qué", "tal", "el", "café-bar", "hoy", "Bien",
    ]);
    expect(cutWords("")).toEqual([]);
  });

  it("stand in a sentence", () => {
    expect(sentenceAt(TEXT, TEXT.indexOf("Hola"))).toBe("¡Hola!");
    expect(sentenceAt(TEXT, TEXT.indexOf("tal"))).toBe("¿Qué tal el café-bar…");
    expect(sentenceAt("sin punto", 4)).toBe("sin punto");
    expect(sentenceAt("Uno.\nDos", 6)).toBe("Dos");
  });

  it("have what is beside them in their clause, and no more than decides", () => {
    const said = "Compré uvas, pero no los vi ayer. 😀 Bien";
    expect(besideWord(said, said.indexOf("los"), "los")).toEqual({ before: "pero no", after: "vi ayer" });
    expect(besideWord(said, said.indexOf("Bien"), "Bien")).toEqual({ before: "", after: "" });
    const long = "uno ".repeat(50) + "los" + " dos".repeat(50);
    expect(besideWord(long, long.indexOf("los"), "los").before.split(" ")).toHaveLength(8);
  });
});
