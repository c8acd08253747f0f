import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CrashScreen } from "./CrashScreen";
import { Gate } from "./Gate";
import { registerWorker } from "../shared/registerWorker";
import { applyStoredTheme } from "../shared/usePreferences";
import "../shared/ui/base.css";
import "./layout.css";
import "./bottomBar.css";
import "../features/conversation/thread.css";
import "../features/conversation/dock.css";
import "../features/conversation/call/call.css";
import "../shared/ui/dialogs.css";
import "./search.css";
import "./print.css";

applyStoredTheme();
registerWorker();
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
