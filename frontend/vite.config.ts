import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { installable } from "./installable";
import { precompress } from "./precompress";

export default defineConfig({
  plugins: [react(), installable(), precompress()],
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  build: {
    // Nothing is inlined as a data: URL or an inline script: the server's CSP allows only its own files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  test: { include: ["src/**/*.test.ts"] },
});
