import { useEffect } from "react";
import type { Learner } from "../../shared/wire/types";
import { untilReminder } from "./reminderTime";

/** The one of today replaces the one of yesterday. */
const TAG = "tutor-reminder";

/** Reminds at the learner's time, while the page is open somewhere in the browser and the browser may. */
export function useReminder(learner: Learner | null): void {
  const at = learner?.reminder_at ?? "";
  const minutes = learner?.minutes_a_day ?? 0;
  useEffect(() => {
    if (at === "") return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      timer = setTimeout(() => {
        void remind(minutes);
        wait();
      }, untilReminder(at, new Date()));
    };
    wait();
    return () => clearTimeout(timer);
  }, [at, minutes]);
}

async function remind(minutes: number): Promise<void> {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  // Said once a day: no part of the first page.
  const { strings } = await import("./strings");
  const options = { body: strings.reminder.body(minutes), icon: "/icon-192.png", tag: TAG };
  try {
    // On phones only a worker may show one; several tabs show one and the same.
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker) await worker.showNotification(strings.reminder.heading, options);
    else new Notification(strings.reminder.heading, options).onclick = () => window.focus();
  } catch {
    // A reminder that the browser does not want is none.
  }
}
