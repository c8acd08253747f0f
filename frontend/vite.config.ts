import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { CHUNKS, firstPage } from "./firstPage";
import { installable } from "./installable";
import { precompress } from "./precompress";

export default defineConfig({
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
  test: { include: ["src/**/*.test.ts"] },
});
