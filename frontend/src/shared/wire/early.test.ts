import { afterEach, describe, expect, it, vi } from "vitest";
import { askEarly, earlyAnswer, forgetEarly } from "./early";

afterEach(() => {
  forgetEarly();
  vi.unstubAllGlobals();
});

describe("what is asked early", () => {
  it("is answered once, and then asked anew", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("[1]")));
    askEarly(["/api/today"]);
    expect(await (await earlyAnswer("/api/today"))?.json()).toEqual([1]);
    expect(await earlyAnswer("/api/today")).toBeNull();
  });

  it("is asked anew where it was refused, never came, or is of another time", async () => {
    vi.stubGlobal("fetch", (path: string) =>
      path === "/refused" ? Promise.resolve(new Response("", { status: 401 })) : Promise.reject(new TypeError("gone")),
    );
    askEarly(["/refused", "/gone", "/old"]);
    expect(await earlyAnswer("/refused")).toBeNull();
    expect(await earlyAnswer("/gone")).toBeNull();
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("")));
    askEarly(["/old"]);
    forgetEarly();
    expect(await earlyAnswer("/old")).toBeNull();
  });
});
