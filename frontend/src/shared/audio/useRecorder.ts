import { useCallback, useEffect, useRef, useState } from "react";
import { missingSupport, openMicrophone, problemOf, type MicrophoneProblem } from "./microphone";

export interface Recorder {
  state: "idle" | "opening" | "recording";
  /** When the recording began, in performance.now() milliseconds. */
  startedAt: number;
  analyser: AnalyserNode | null;
  problem: MicrophoneProblem | null;
  start: () => void;
  /** Ends the recording; it then arrives at `onRecorded`. */
  stop: () => void;
  cancel: () => void;
}

export interface Recorded {
  blob: Blob;
  milliseconds: number;
  /** Why it ended: only a recording that the learner stopped is sent by itself, the others are kept to be sent. */
  ending: "stopped" | "lost" | "left" | "limit";
}

const TYPES = ["audio/webm;codecs=opus", "audio/webm", "audio/mp4", "audio/ogg;codecs=opus"];

interface Session {
  media: MediaRecorder;
  stream: MediaStream;
  source: MediaStreamAudioSourceNode;
  parts: Blob[];
  startedAt: number;
  ending: Recorded["ending"] | "cancelled" | null;
}

/** Records from the microphone until told to stop, or until `limitSeconds`. `context` feeds the level meter. */
export function useRecorder(
  context: () => AudioContext,
  limitSeconds: number | null,
  onRecorded: (recorded: Recorded) => void,
): Recorder {
  const [state, setState] = useState<Recorder["state"]>("idle");
  const [problem, setProblem] = useState<MicrophoneProblem | null>(null);
  const [live, setLive] = useState<{ analyser: AnalyserNode; startedAt: number } | null>(null);
  const session = useRef<Session | null>(null);
  /** Each start has a number, so that one cancelled while the permission was asked never begins. */
  const attempt = useRef(0);
  const deliver = useRef(onRecorded);
  useEffect(() => {
    deliver.current = onRecorded;
  });

  const finish = useCallback((ended: Session) => {
    ended.source.disconnect();
    for (const track of ended.stream.getTracks()) track.stop();
    if (session.current === ended) session.current = null;
    setLive(null);
    setState("idle");
    if (ended.ending === "cancelled") return;
    deliver.current({
      blob: new Blob(ended.parts, { type: ended.media.mimeType }),
      milliseconds: performance.now() - ended.startedAt,
      ending: ended.ending ?? "lost",
    });
  }, []);

  const start = useCallback(() => {
    const found = missingSupport("MediaRecorder");
    setProblem(found);
    if (found || session.current) return;
    attempt.current += 1;
    const number = attempt.current;
    setState("opening");
    const open = async (): Promise<void> => {
      const stream = await openMicrophone();
      if (attempt.current !== number) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const media = new MediaRecorder(stream, mimeType ? { mimeType, audioBitsPerSecond: 48_000 } : {});
      const analyser = context().createAnalyser();
      analyser.fftSize = 1024;
      const source = context().createMediaStreamSource(stream);
      source.connect(analyser);
      const begun: Session = { media, stream, source, parts: [], startedAt: performance.now(), ending: null };
      media.addEventListener("dataavailable", ({ data }) => {
        if (data.size > 0) begun.parts.push(data);
      });
      media.addEventListener("stop", () => finish(begun));
      session.current = begun;
      media.start(1000);
      setLive({ analyser, startedAt: begun.startedAt });
      setState("recording");
    };
    open().catch((error: unknown) => {
      if (attempt.current !== number) return;
      setState("idle");
      setProblem(problemOf(error));
    });
  }, [context, finish]);

  const end = useCallback((ending: Exclude<Session["ending"], null>) => {
    attempt.current += 1;
    const current = session.current;
    if (!current) {
      setState("idle");
      return;
    }
    // Whatever comes after the first ending is too late: a recording is delivered once.
    if (current.ending) return;
    current.ending = ending;
    if (current.media.state !== "inactive") current.media.stop();
  }, []);

  const stop = useCallback(() => end("stopped"), [end]);
  const cancel = useCallback(() => end("cancelled"), [end]);
  useEffect(() => () => end("left"), [end]);
  useEffect(() => {
    if (!live || limitSeconds === null) return;
    // A moment early: what the microphone still holds back counts too.
    const left = live.startedAt + 1000 * (limitSeconds - 0.5) - performance.now();
    const timer = setTimeout(() => end("limit"), left);
    return () => clearTimeout(timer);
  }, [live, limitSeconds, end]);

  return { state, startedAt: live?.startedAt ?? 0, analyser: live?.analyser ?? null, problem, start, stop, cancel };
}
