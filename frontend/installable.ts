import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const NAME = "Tutor";

/** Makes the page an app that can be installed and opened offline: a manifest, and a service worker by Workbox. */
export function installable(): Plugin[] {
  return VitePWA({
    // The page registers it by itself, when it has been drawn.
    injectRegister: false,
    manifest: {
      id: "/",
      name: "Tutor: speak Spanish",
      short_name: NAME,
      description: "A private Spanish tutor that runs on your own machine.",
      lang: "en",
      start_url: "/",
      scope: "/",
      display: "standalone",
      background_color: "#faf6ef",
      theme_color: "#faf6ef",
      categories: ["education"],
      icons: [
        { src: "/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
        { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
        { src: "/maskable-192.png", sizes: "192x192", type: "image/png", purpose: "maskable" },
        { src: "/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      ],
      shortcuts: [
        { name: "Practice", url: "/#/practice", icons: [{ src: "/icon-192.png", sizes: "192x192" }] },
        { name: "Reading", url: "/#/documents", icons: [{ src: "/icon-192.png", sizes: "192x192" }] },
      ],
    },
    workbox: {
      // What happens when a reminder is pressed.
      importScripts: ["/reminded.js"],
      // The voice detector's network and runtime are of no use without the tutor.
      globPatterns: ["index.html", "assets/*.{js,css}", "favicon.svg"],
      globIgnores: ["**/ort*", "**/*worklet*"],
      // All assets carry a hash of their content in their names.
      dontCacheBustURLsMatching: /^assets\//,
      cleanupOutdatedCaches: true,
      skipWaiting: true,
      clientsClaim: true,
      navigateFallback: null,
      // Else the page that was kept would be shown before the server is asked.
      directoryIndex: null,
      sourcemap: false,
      runtimeCaching: [
        {
          // The page as the server has it now, so that it fits the server; the one that was kept where there is none.
          urlPattern: ({ request, url }) => request.mode === "navigate" && !/^\/(api|v1)\//.test(url.pathname),
          handler: "NetworkFirst",
          options: {
            cacheName: "page",
            networkTimeoutSeconds: 3,
            // Its parts are kept by their names: only the page that was kept with them fits them.
            plugins: [{ cacheWillUpdate: () => Promise.resolve(null) }],
            precacheFallback: { fallbackURL: "index.html" },
          },
        },
      ],
    },
  });
}
