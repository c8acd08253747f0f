/** How long until the next time that the clock shows `at` ("19:30"), in milliseconds: never nothing, at most a day. */
export function untilReminder(at: string, now: Date): number {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  const next = new Date(now);
  next.setHours(hours, minutes, 0, 0);
  if (next <= now) next.setDate(next.getDate() + 1);
  return next.getTime() - now.getTime();
}
