import { openMicrophone } from "../../../shared/audio/microphone";
import workletUrl from "./capture.worklet.ts?worker&url";

/** Plugging something in is told several times over. */
const SETTLE_MS = 400;

/** An open microphone. */
export interface Ear {
  /** For the level meter. */
  analyser: AnalyserNode;
  mute: (on: boolean) => void;
  close: () => void;
}

/**
 * Opens the microphone and gives its sound in frames of 16-bit samples at 16 kHz. When devices come or go it is
 * opened anew; `onLost` tells that this failed, or that the permission was taken away. Rejects as getUserMedia does.
 */
export async function openEar(onFrame: (frame: Int16Array) => void, onLost: (error: unknown) => void): Promise<Ear> {
  // A clock of its own: the page's other one stops whenever a reply is paused.
  const context = new AudioContext();
  const capture = await context.audioWorklet
    .addModule(workletUrl)
    .then(() => new AudioWorkletNode(context, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" }))
    .catch(async (error: unknown) => {
      await context.close();
      throw error;
    });
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  capture.port.onmessage = ({ data }) => onFrame(data as Int16Array);
  let source: MediaStreamAudioSourceNode | null = null;
  let muted = false;
  let closed = false;
  let inputs = "";
  let settling: ReturnType<typeof setTimeout> | undefined;

  const disconnect = (): void => {
    for (const track of source?.mediaStream.getTracks() ?? []) track.stop();
    source?.disconnect();
    source = null;
  };
  const connect = async (): Promise<void> => {
    const stream = await openMicrophone();
    const [track] = stream.getAudioTracks();
    if (closed || !track) {
      track?.stop();
      return;
    }
    disconnect();
    track.enabled = !muted;
    track.addEventListener("ended", reopen);
    source = context.createMediaStreamSource(stream);
    source.connect(capture);
    source.connect(analyser);
    inputs = await inputsNow();
  };
  const reopen = (): void => {
    if (!closed) connect().catch(onLost);
  };
  const onDevices = (): void => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      // Opening a microphone can itself be told as a change: only another set of inputs is one.
      void inputsNow().then((now) => {
        if (now !== inputs) reopen();
      });
    }, SETTLE_MS);
  };
  const onVisible = (): void => {
    if (document.visibilityState === "visible") void context.resume().catch(() => undefined);
  };
  const close = (): void => {
    closed = true;
    clearTimeout(settling);
    navigator.mediaDevices.removeEventListener("devicechange", onDevices);
    document.removeEventListener("visibilitychange", onVisible);
    disconnect();
    void context.close();
  };

  try {
    await connect();
    await context.resume();
  } catch (error) {
    close();
    throw error;
  }
  navigator.mediaDevices.addEventListener("devicechange", onDevices);
  document.addEventListener("visibilitychange", onVisible);
  return {
    analyser,
    close,
    mute: (on) => {
      muted = on;
      for (const track of source?.mediaStream.getAudioTracks() ?? []) track.enabled = !on;
    },
  };
}

async function inputsNow(): Promise<string> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.flatMap(({ kind, deviceId, groupId }) => (kind === "audioinput" ? [deviceId, groupId] : [])).join();
}
