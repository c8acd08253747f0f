import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CrashScreen } from "./components/CrashScreen";
import { Gate } from "./components/Gate";
import { applyStoredTheme } from "./hooks/usePreferences";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/thread.css";
import "./styles/dock.css";
import "./styles/call.css";
import "./styles/dialogs.css";

applyStoredTheme();
const root = document.querySelector("#root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CrashScreen>
        <Gate />
      </CrashScreen>
    </StrictMode>,
  );
}
