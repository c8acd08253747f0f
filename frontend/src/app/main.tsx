import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Root } from "./Root";
import { registerWorker } from "../shared/registerWorker";
import { speaking } from "./opening";
import { applyStoredTheme } from "../shared/usePreferences";
import "../shared/ui/base.css";
import "../shared/ui/page.css";
import "./layout.css";
import "./bottomBar.css";
import "../shared/ui/dialogs.css";
import "./search.css";
import "../shared/ui/touch.css";
import "./print.css";

applyStoredTheme();
registerWorker();
const root = document.querySelector("#root");
// Nothing is drawn before its language is there, so that no sentence changes under the reader's eyes.
void speaking.then(() => {
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
});
