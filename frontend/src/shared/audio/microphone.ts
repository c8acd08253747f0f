export type MicrophoneProblem = "insecure" | "refused" | "none" | "busy" | "unsupported";

/** The echo of the tutor's own voice, the room's noise and the distance to the mouth are the browser's to even out. */
const CONSTRAINTS = { audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } };

/** Rejects as getUserMedia does; `problemOf` names why. */
export function openMicrophone(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia(CONSTRAINTS);
}

/** What keeps this page from a microphone at all; `needed` names the browser's global that the use needs beside it. */
export function missingSupport(needed: "MediaRecorder" | "AudioWorkletNode"): MicrophoneProblem | null {
  if (!window.isSecureContext) return "insecure";
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  return devices && needed in window ? null : "unsupported";
}

export function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return name === "NotSupportedError" ? "unsupported" : "busy";
}
