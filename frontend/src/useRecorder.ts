/** The microphone: records one utterance, shows its level, never stops by itself. */
import { useCallback, useEffect, useRef, useState } from "react";

import { strings } from "./strings";
import type { Problem } from "./types";

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const SHORTEST_MS = 350;

export interface Recorder {
  recording: boolean;
  seconds: number;
  problem: Problem | null;
  start: () => Promise<void>;
  /** Ends the recording and gives it; null when there was none or it was only a slip of the finger. */
  finish: () => Promise<Blob | null>;
  discard: () => void;
  meter: React.RefObject<HTMLElement | null>;
}

function problemWith(error: unknown): Problem {
  if (!window.isSecureContext) return strings.problems.insecure;
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return strings.problems.refused;
  if (name === "NotFoundError" || name === "OverconstrainedError") return strings.problems.missing;
  return strings.problems.busy;
}

interface Session {
  media: MediaStream;
  recorder: MediaRecorder;
  chunks: Blob[];
  began: number;
  frame: number;
}

export function useRecorder(): Recorder {
  const [recording, setRecording] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const meter = useRef<HTMLElement | null>(null);
  const session = useRef<Session | null>(null);
  const context = useRef<AudioContext | null>(null);
  const starting = useRef<Promise<void> | null>(null);

  const release = useCallback(() => {
    const open = session.current;
    session.current = null;
    setRecording(false);
    if (!open) return;
    cancelAnimationFrame(open.frame);
    for (const track of open.media.getTracks()) track.stop();
  }, []);

  const watch = useCallback((open: Session) => {
    context.current ??= new AudioContext();
    void context.current.resume();
    const analyser = context.current.createAnalyser();
    analyser.fftSize = 1024;
    context.current.createMediaStreamSource(open.media).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    const draw = () => {
      analyser.getFloatTimeDomainData(wave);
      const power = Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length);
      meter.current?.style.setProperty("--level", String(Math.min(1, power * 6)));
      setSeconds(Math.floor((performance.now() - open.began) / 1000));
      open.frame = requestAnimationFrame(draw);
    };
    draw();
  }, []);

  const open = useCallback(async () => {
    try {
      if (!window.isSecureContext || !navigator.mediaDevices) throw new Error("insecure");
      const media = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(media, mimeType ? { mimeType, audioBitsPerSecond: 48_000 } : {});
      const chunks: Blob[] = [];
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      recorder.start(1000);
      const began = performance.now();
      session.current = { media, recorder, chunks, began, frame: 0 };
      setProblem(null);
      setSeconds(0);
      setRecording(true);
      watch(session.current);
    } catch (error) {
      setProblem(problemWith(error));
      release();
    }
  }, [release, watch]);

  const start = useCallback(async () => {
    if (session.current || starting.current) return;
    starting.current = open();
    await starting.current;
    starting.current = null;
  }, [open]);

  const finish = useCallback(async () => {
    await starting.current;
    const ending = session.current;
    if (!ending) return null;
    const { recorder, chunks, began } = ending;
    const lasted = performance.now() - began;
    await new Promise<void>((resolve) => {
      recorder.onstop = () => resolve();
      if (recorder.state === "inactive") resolve();
      else recorder.stop();
    });
    release();
    return lasted < SHORTEST_MS ? null : new Blob(chunks, { type: recorder.mimeType });
  }, [release]);

  const discard = useCallback(() => {
    if (session.current?.recorder.state === "recording") session.current.recorder.stop();
    release();
  }, [release]);

  useEffect(() => discard, [discard]);

  return { recording, seconds, problem, start, finish, discard, meter };
}
