import { describe, expect, it } from "vitest";
import { untilReminder } from "./reminderTime";

const HOUR = 3_600_000;
const at = (hours: number, minutes = 0): Date => new Date(2026, 5, 10, hours, minutes);

describe("the next reminder", () => {
  it("is today while its time is to come, and tomorrow from then on", () => {
    expect(untilReminder("19:30", at(18))).toBe(1.5 * HOUR);
    expect(untilReminder("19:30", at(19, 30))).toBe(24 * HOUR);
    expect(untilReminder("00:05", at(23, 5))).toBe(HOUR);
  });
});
