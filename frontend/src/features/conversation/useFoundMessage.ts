import { useEffect, useRef } from "react";

/** Where a message stands on the page. */
export function messageAnchor(messageId: string): string {
  return `message-${messageId}`;
}

/** Brings the message that was searched for into view, once it is there, and gives it the focus, so that it is read out. */
export function useFoundMessage(messageId: string | null, messages: readonly { id: string }[], leaveEnd: () => void): void {
  const shown = useRef<string | null>(null);
  const there = messageId !== null && messages.some(({ id }) => id === messageId);
  useEffect(() => {
    if (!there || shown.current === messageId) return;
    shown.current = messageId;
    leaveEnd();
    const element = document.getElementById(messageAnchor(messageId));
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
  }, [messageId, there, leaveEnd]);
}
