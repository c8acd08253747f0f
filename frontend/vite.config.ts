import { statSync } from "node:fs";
import { createRequire } from "node:module";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { CHUNKS, firstPage } from "./firstPage";
import { installable } from "./installable";
import { precompress } from "./precompress";

const { resolve } = createRequire(import.meta.url);
/** What tells voices from noise in a call. */
const DETECTOR = ["onnxruntime-web/ort-wasm-simd-threaded.wasm", "@ricky0123/vad-web/dist/silero_vad_v6.onnx"];

export default defineConfig({
  // Sent packed, so that no header tells how long it is unpacked.
  define: { DETECTOR_BYTES: DETECTOR.reduce((sum, file) => sum + statSync(resolve(file)).size, 0) },
  plugins: [react(), firstPage(), installable(), precompress()],
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  build: {
    // Nothing is inlined as a data: URL or an inline script: the server's CSP allows only its own files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rolldownOptions: {
      output: {
        codeSplitting: {
          // All that the page says in one language is one file, and has nothing in it but that.
          includeDependenciesRecursively: false,
          groups: CHUNKS,
        },
      },
    },
  },
  // However long a busy machine takes: no test is about that.
  test: { include: ["src/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 },
});
