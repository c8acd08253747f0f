import { useLanguage } from "../shared/i18n/useLanguage";
import { CrashScreen } from "./CrashScreen";
import { Gate } from "./Gate";

/** Everything, drawn again when the page's language changes. */
export function Root() {
  useLanguage();
  return (
    <CrashScreen>
      <Gate />
    </CrashScreen>
  );
}
