import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { CrashScreen } from "./components/CrashScreen";
import { applyStoredTheme } from "./hooks/usePreferences";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/thread.css";
import "./styles/dock.css";
import "./styles/dialogs.css";

applyStoredTheme();
const root = document.querySelector("#root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CrashScreen>
        <App />
      </CrashScreen>
    </StrictMode>,
  );
}
