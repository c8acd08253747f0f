import { describe, expect, it } from "vitest";
import { parseRoute } from "./router";
import { conversationHash, messageHash } from "../shared/routes";

describe("the address", () => {
  it.each([
    ["", { page: "home" }],
    ["#/", { page: "home" }],
    ["#/c/", { page: "lost" }],
    ["#/elsewhere", { page: "lost" }],
    ["#/c/abc", { page: "conversation", id: "abc", read: null, at: null }],
    ["#/c/abc?read=7", { page: "conversation", id: "abc", read: 7, at: null }],
    ["#/c/abc?at=m-1", { page: "conversation", id: "abc", read: null, at: "m-1" }],
    ["#/c/%zz", { page: "conversation", id: "%zz", read: null, at: null }],
    ["#/progress", { page: "progress" }],
    ["#/templates", { page: "templates" }],
    ["#/practice", { page: "practice", point: null }],
    ["#/practice?point=por-para", { page: "practice", point: "por-para" }],
    ["#/map?point=a%26b", { page: "map", point: "a&b" }],
    ["#/documents", { page: "documents" }],
    ["#/documents/abc", { page: "document", id: "abc", at: 1 }],
    ["#/documents/abc?at=12", { page: "document", id: "abc", at: 12 }],
    ["#/documents/abc?at=-1", { page: "document", id: "abc", at: 1 }],
    ["#/setup?token=a%2Bb", { page: "setup", token: "a+b" }],
    ["#/classes", { page: "classes" }],
    ["#/classes/abc", { page: "class", id: "abc" }],
    ["#/classes/abc/def", { page: "classLearner", id: "abc", learner: "def" }],
    ["#/class?code=ABCDE-FGHJK", { page: "joinClass", token: "ABCDE-FGHJK" }],
    ["#/assignment/abc", { page: "assignment", id: "abc" }],
    ["#/platforms", { page: "platforms" }],
    ["#/course/door?token=a.b", { page: "courseDoor", token: "a.b" }],
    ["#/course/pick?token=a.b", { page: "coursePick", token: "a.b" }],
    ["#/course/window", { page: "courseWindow", token: "" }],
    ["#/course/elsewhere", { page: "lost" }],
    ["#/problem?code=no_account", { page: "problem", code: "no_account" }],
    ["#/turns", { page: "turns" }],
    ["#/follow?token=a-b_c", { page: "follow", token: "a-b_c" }],
    ["#/reset?token=a-b", { page: "reset", token: "a-b" }],
    ["#/join", { page: "join", token: "" }],
  ])("%s", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it("leads back to the conversation it was made for", () => {
    expect(parseRoute(conversationHash("a/b c"))).toEqual({ page: "conversation", id: "a/b c", read: null, at: null });
    expect(parseRoute(messageHash("a", "m&1"))).toEqual({ page: "conversation", id: "a", read: null, at: "m&1" });
  });
});
