import { SpeedSlider } from "../../../shared/audio/SpeedSlider";
import { Dialog } from "../../../shared/ui/Dialog";
import { strings } from "../strings";
import { useListening } from "./useListening";

interface Props {
  conversationId: string;
  onClose: () => void;
}

/** How the tutor is heard in this conversation. */
export default function ListeningDialog({ conversationId, onClose }: Props) {
  const [listening, change] = useListening(conversationId);
  const text = strings.listening;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div className="dialog-scroll">
        <p className="quiet">{text.text}</p>
        <label className="check">
          <input
            type="checkbox"
            data-testid="hide-text"
            checked={listening.hidden}
            onChange={(event) => change({ hidden: event.target.checked })}
          />
          {text.hidden}
        </label>
        <label className="check">
          <input
            type="checkbox"
            data-testid="subtitles"
            checked={listening.subtitles}
            disabled={!listening.hidden}
            onChange={(event) => change({ subtitles: event.target.checked })}
          />
          {text.subtitles}
        </label>
        <SpeedSlider speed={listening.speed} onSpeed={(speed) => change({ speed })} />
      </div>
    </Dialog>
  );
}
