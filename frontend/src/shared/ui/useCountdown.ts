import { useEffect, useState } from "react";

/** Whole seconds left of `seconds`, counting down; 0 when there is nothing to wait for. */
export function useCountdown(seconds: number): number {
  const [end, setEnd] = useState({ seconds, at: Date.now() + seconds * 1000 });
  const [now, setNow] = useState(Date.now());
  if (end.seconds !== seconds) setEnd({ seconds, at: Date.now() + seconds * 1000 });
  const left = Math.max(0, Math.ceil((end.at - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [left]);
  return left;
}
