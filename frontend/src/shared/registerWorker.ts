/** Lets the page be opened, and practised with, where the tutor cannot be reached. Only what was built has a worker. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  if (window.top !== window) return; // in a frame, who may show the page is for the server to say each time
  // After the page itself: what is fetched for later must not keep it from being seen.
  window.addEventListener("load", () => {
    // Without it the page works as before, only not offline.
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  });
}
