import { describe, expect, it } from "vitest";
import { codePointLength, utf16Index } from "./codepoints";

describe("code points and UTF-16", () => {
  const text = "a🐦ñ👩‍👩‍👧z";

  it("agrees with the language's own iteration at every place", () => {
    const points = Array.from(text);
    points.forEach((_, index) => {
      expect(utf16Index(text, index)).toBe(points.slice(0, index).join("").length);
    });
    expect(codePointLength(text)).toBe(points.length);
  });

  it("stops at the end", () => {
    expect(utf16Index(text, 999)).toBe(text.length);
    expect(utf16Index("", 3)).toBe(0);
    expect(codePointLength("")).toBe(0);
  });
});
