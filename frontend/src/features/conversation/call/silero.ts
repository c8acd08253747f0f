/** Silero VAD (MIT), run by ONNX Runtime in WebAssembly; loaded when a call begins. */
import modelUrl from "@ricky0123/vad-web/dist/silero_vad_v6.onnx?url";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { InferenceSession, Tensor, env } from "onnxruntime-web/wasm";
import { fetchCounted } from "../../../shared/wire/fetchCounted";
import { FRAME, RATE } from "./frames";
import type { VoiceDetector } from "./voiceDetector";

/** Samples before the frame that the model wants to see again. */
const CONTEXT = 64;
const STATE = [2, 1, 128];

/** Of the runtime and the network together, unpacked; from vite.config.ts. */
declare const DETECTOR_BYTES: number;

/** Tells how much has arrived, from 0 to 1. Throws when the browser has no WebAssembly or the files do not come. */
export async function loadSilero(onShare: (share: number) => void): Promise<VoiceDetector> {
  // One thread: more need a page that is isolated from every other, and one frame takes well under a millisecond.
  env.wasm.numThreads = 1;
  let here = 0;
  const count = (bytes: number): void => {
    here += bytes;
    onShare(Math.min(1, here / DETECTOR_BYTES));
  };
  const model = fetchCounted(modelUrl, count);
  // The runtime is started once.
  env.wasm.wasmBinary ??= await fetchCounted(wasmUrl, count);
  return new SileroDetector(await InferenceSession.create(await model));
}

export class SileroDetector implements VoiceDetector {
  readonly name = "silero";
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(CONTEXT + FRAME);
  readonly #rate = new Tensor("int64", BigInt64Array.of(BigInt(RATE)), []);
  #state = emptyState();

  constructor(session: InferenceSession) {
    this.#session = session;
  }

  async probability(frame: Int16Array): Promise<number> {
    this.#input.copyWithin(0, FRAME);
    frame.forEach((sample, index) => {
      this.#input[CONTEXT + index] = sample / 32768;
    });
    const input = new Tensor("float32", this.#input, [1, CONTEXT + FRAME]);
    const { output, stateN } = await this.#session.run({ input, state: this.#state, sr: this.#rate });
    if (stateN) this.#state = stateN;
    return Number(output?.data[0] ?? 0);
  }

  reset(): void {
    this.#state = emptyState();
    this.#input.fill(0);
  }
}

function emptyState(): Tensor {
  return new Tensor("float32", new Float32Array(2 * 128), STATE);
}
