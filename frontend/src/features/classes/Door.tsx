import { shortDate } from "../../shared/i18n/format";
import { joinClassHash } from "../../shared/routes";
import { Secret } from "../../shared/ui/Secret";
import { classesApi, type Room } from "./api";
import { strings } from "./strings";

interface Props {
  room: Room;
  onChange: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** How learners come in: a code for the board, and a link. */
export function Door({ room, onChange }: Props) {
  const text = strings.door;
  const { code, code_expires_at } = room;
  return (
    <section className="door" data-testid="door">
      {code ? (
        <>
          <p>
            {text.code} <strong className="door-code">{`${code.slice(0, 5)}-${code.slice(5)}`}</strong>
          </p>
          <Secret label={text.link} value={`${window.location.origin}/${joinClassHash(code)}`} />
          <p className="quiet">{text.open(shortDate(code_expires_at ?? ""))}</p>
        </>
      ) : (
        <p>{text.closed}</p>
      )}
      <div className="button-row">
        <button type="button" className="button small plain" onClick={() => void onChange(() => classesApi.openDoor(room.id))}>
          {text.fresh}
        </button>
        {code && (
          <button
            type="button"
            className="button small plain"
            onClick={() => void onChange(() => classesApi.closeDoor(room.id))}
          >
            {text.close}
          </button>
        )}
      </div>
    </section>
  );
}
