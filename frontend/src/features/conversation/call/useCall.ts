import { SIGN_IN_NEEDED } from "../../../shared/wire/http";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { listenUrl } from "./listen";
import { Call, NO_CALL, phaseOf, type CallPhase, type CallSnapshot, type Final, type TutorActivity } from "./call";
import { openEar } from "./ear";
import { ListenLine } from "./listenLine";
import { missingSupport, type MicrophoneProblem } from "../../../shared/audio/microphone";
import type { SpeechPlayer } from "../../../shared/audio/speech";
import { useWakeLock } from "./useWakeLock";

export interface CallControls extends CallSnapshot {
  /** There is a call, or one that ran into trouble. */
  active: boolean;
  phase: CallPhase;
  start: () => void;
  hangUp: () => void;
  mute: (on: boolean) => void;
  hold: (on: boolean) => void;
  end: () => void;
  /** What was heard, and doubted, is right. */
  confirm: () => void;
  /** The faint voice was the learner's own. */
  mine: () => void;
  /** Speaks a reply, unless the learner is speaking: then once it turns out that they had nothing to say. */
  speak: (messageId: string, url: string, speed: number) => void;
}

interface Reply {
  messageId: string;
  url: string;
  speed: number;
}

interface Options {
  conversationId: string;
  player: SpeechPlayer;
  /** A reply is on its way. */
  replying: boolean;
  /** The learner looks over what was heard. */
  checking: boolean;
  /** The words of a message. */
  textOf: (messageId: string) => string;
  onFinal: (final: Final) => void;
}

/** A call in one conversation: the tutor listens, answers aloud, and listens again by itself. */
export function useCall(options: Options): CallControls {
  const { conversationId, player, replying, checking, textOf } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  /** The reply that was spoken last, and one that waits for the learner to have nothing to say. */
  const spoken = useRef<Reply | null>(null);
  const pending = useRef<Reply | null>(null);
  const [unsupported, setUnsupported] = useState<MicrophoneProblem | null>(null);
  const [call] = useState(
    () =>
      new Call(
        {
          openEar,
          openLine: (line) =>
            new ListenLine({
              ...line,
              open: (session) => {
                const socket = new WebSocket(listenUrl(conversationId, session));
                socket.binaryType = "arraybuffer";
                return socket;
              },
            }),
          loadDetector: async (onShare) => (await import("./silero")).loadSilero(onShare),
        },
        {
          onDuck: (on) => player.duck(on),
          onCutIn: () => {
            // A voice that is still being made must not begin in the middle of the learner's sentence.
            if (player.getSnapshot().state === "loading") {
              player.stop();
              pending.current = spoken.current;
            }
            player.pause();
          },
          onYield: () => {
            player.resume();
            const reply = pending.current;
            pending.current = null;
            if (reply) void player.play(reply.messageId, reply.url, reply.speed);
          },
          onFinal: (final) => {
            pending.current = null;
            player.stop();
            latest.current.onFinal(final);
          },
        },
      ),
  );
  const snapshot = useSyncExternalStore(call.subscribe, call.getSnapshot);
  const speech = useSyncExternalStore(player.subscribe, player.getSnapshot);
  const sounding = speech.state === "playing" || speech.state === "loading";
  const tutor: TutorActivity = checking ? "checking" : sounding ? "speaking" : replying ? "thinking" : "silent";
  const words = sounding && speech.messageId !== null ? textOf(speech.messageId) : "";
  useEffect(() => call.setTutor(tutor, words), [call, tutor, words]);
  useEffect(() => () => call.hangUp(), [call]);
  const { link, trouble } = snapshot;
  useWakeLock(link !== "off");
  useEffect(() => {
    if (link === "off") return;
    // A phone that was locked stops every sound, and leaves it to the page to go on.
    const onVisible = (): void => {
      if (document.visibilityState === "visible") player.unlock();
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [link, player]);
  useEffect(() => {
    if (trouble?.kind === "refused" && trouble.refusal === "signIn") document.dispatchEvent(new Event(SIGN_IN_NEEDED));
  }, [trouble]);

  const start = useCallback(() => {
    const problem = missingSupport("AudioWorkletNode");
    setUnsupported(problem);
    if (problem) return;
    void call.start();
  }, [call]);
  const hangUp = useCallback(() => {
    setUnsupported(null);
    call.hangUp();
  }, [call]);
  const mute = useCallback((on: boolean) => call.mute(on), [call]);
  const hold = useCallback((on: boolean) => call.hold(on), [call]);
  const end = useCallback(() => call.end(), [call]);
  const confirm = useCallback(() => call.confirm(), [call]);
  const mine = useCallback(() => call.mine(), [call]);
  const speak = useCallback(
    (messageId: string, url: string, speed: number) => {
      spoken.current = { messageId, url, speed };
      if (call.cutIn) pending.current = spoken.current;
      else void player.play(messageId, url, speed);
    },
    [call, player],
  );
  const shown: CallSnapshot = unsupported
    ? { ...NO_CALL, trouble: { kind: "microphone", problem: unsupported } }
    : snapshot;
  const active = shown.link !== "off" || shown.trouble !== null;
  return { ...shown, active, phase: phaseOf(shown), start, hangUp, mute, hold, end, confirm, mine, speak };
}
