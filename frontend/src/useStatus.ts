import { useEffect, useState } from "react";

import { api } from "./api";
import type { Status } from "./types";

const WAKING_MS = 1000;
const AWAKE_MS = 15_000;
const GONE_MS = 2000;

/** How the engines are doing; null before the first answer. `gone` while the server does not answer. */
export function useStatus(): { status: Status | null; gone: boolean } {
  const [status, setStatus] = useState<Status | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async () => {
      let wait = GONE_MS;
      try {
        const answer = await api.get<Status>("/api/status");
        const waking = Object.values(answer.engines).some((e) => e.state === "loading");
        wait = waking ? WAKING_MS : AWAKE_MS;
        setStatus(answer);
        setGone(false);
      } catch {
        setGone(true);
      }
      if (!over) timer = setTimeout(() => void ask(), wait);
    };
    void ask();
    const again = () => {
      clearTimeout(timer);
      void ask();
    };
    window.addEventListener("online", again);
    return () => {
      over = true;
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, []);
  return { status, gone };
}
