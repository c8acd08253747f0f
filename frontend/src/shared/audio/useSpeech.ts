import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import { SILENT, type SpeechPlayer, type SpeechSnapshot } from "./speech";

export const SpeechContext = createContext<SpeechPlayer | null>(null);

export function useSpeechPlayer(): SpeechPlayer {
  const player = useContext(SpeechContext);
  if (!player) throw new Error("SpeechContext is missing");
  return player;
}

/** How the speech of one message is doing; SILENT while another one plays. */
export function useSpeechOf(messageId: string): SpeechSnapshot {
  const player = useSpeechPlayer();
  return useSyncExternalStore(player.subscribe, () => {
    const snapshot = player.getSnapshot();
    return snapshot.messageId === messageId ? snapshot : SILENT;
  });
}

/** Any press or key is a user gesture: each one makes sure that audio may start later by itself. */
export function useAudioUnlock(player: SpeechPlayer): void {
  useEffect(() => {
    const unlock = (): void => player.unlock();
    const events = ["pointerdown", "pointerup", "keydown", "click"] as const;
    for (const event of events) document.addEventListener(event, unlock, { capture: true });
    return () => {
      for (const event of events) document.removeEventListener(event, unlock, { capture: true });
    };
  }, [player]);
}
