import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { bring } from "../i18n/catalogue";
import * as languages from "../i18n/language";
import { inPageLanguage, noticeInPageLanguage } from "./inPageLanguage";
import { strings } from "./strings";

const FILES = { "/src/shared/errors/strings.de.ts": () => import("./strings.de") };
const FULL = { code: "disk_full", message: "The disk is full, so nothing more can be saved.", action: "Free some space.", retryable: true };

async function speakGerman(): Promise<void> {
  await bring("de", FILES);
  vi.spyOn(languages, "language").mockReturnValue("de");
}
afterEach(() => vi.restoreAllMocks());

describe("what the server tells", () => {
  it("stays as it is in English", () => {
    expect(inPageLanguage(FULL)).toEqual(FULL);
    expect(noticeInPageLanguage({ code: "model_switched", message: "qwen answers now." })).toBe("qwen answers now.");
  });

  it("is said in the page's language by its code", async () => {
    await speakGerman();
    expect(inPageLanguage(FULL)).toMatchObject({ code: "disk_full", message: expect.stringContaining("voll"), retryable: true });
    expect(noticeInPageLanguage({ code: "reply_cut", message: "cut" })).toContain("abgeschnitten");
    expect(noticeInPageLanguage({ code: "error_retired", message: "", forms: ["fui", "al cine"] })).toContain("«fui», «al cine»");
  });

  it("is said by its sentence where a code stands for many faults", async () => {
    await speakGerman();
    const taken = { code: "invalid_input", message: "Somebody here has that name already.", action: "Choose another name." };
    expect(inPageLanguage(taken).message).toContain("Diesen Namen");
    expect(inPageLanguage({ ...taken, message: "The request could not be understood: body: x." }).message).toContain("nicht zu verstehen");
  });

  it("stays where the page knows nothing of it", async () => {
    await speakGerman();
    const newer = { code: "of_a_later_version", message: "A newer fault.", action: "Do this." };
    expect(inPageLanguage(newer)).toEqual(newer);
  });

  it("has only sentences that the server says", () => {
    const folder = join(import.meta.dirname, "../../../../tutor");
    const said = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".py"))
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
    expect(Object.keys(strings.sentences).filter((sentence) => !said.includes(sentence))).toEqual([]);
  });
});
