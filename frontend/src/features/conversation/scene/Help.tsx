import { useEffect, useRef, useState } from "react";
import { useSpeechPlayer } from "../../../shared/audio/useSpeech";
import { common } from "../../../shared/i18n/common";
import { ErrorNote } from "../../../shared/ui/ErrorNote";
import { Icon } from "../../../shared/ui/Icon";
import { toErrorBody } from "../../../shared/wire/http";
import type { ErrorBody } from "../../../shared/wire/types";
import type { Scene } from "./api";
import { Phrases } from "./SceneCard";
import { strings } from "./strings";

interface Props {
  read: () => Promise<Scene>;
  onClose: () => void;
}

/** Two or three sentences that move the scene on, to hear and read; the phrases of the card where there are none. */
export function Help({ read, onClose }: Props) {
  const player = useSpeechPlayer();
  const heading = useRef<HTMLHeadingElement>(null);
  const [scene, setScene] = useState<Scene | null>(null);
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  const text = strings.help;
  useEffect(() => {
    let left = false;
    read().then(
      (found) => left || setScene(found),
      (error: unknown) => left || setFailure(toErrorBody(error)),
    );
    return () => {
      left = true;
      player.stop();
    };
  }, [read, player]);
  useEffect(() => {
    if (scene) heading.current?.focus();
  }, [scene]);
  const suggested = scene?.suggestions ?? [];
  return (
    <section
      className="help"
      aria-label={text.ask}
      data-testid="help"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {scene && suggested.length === 0 ? text.phrases : text.title}
        </h2>
        <button type="button" className="icon-button small" aria-label={text.hide} title={text.hide} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {failure && <ErrorNote message={failure.message} action={failure.action} />}
      {!scene && !failure && <p className="quiet">{common.loading}</p>}
      {scene && (
        <>
          <Phrases
            scenarioId={scene.scenario_id}
            phrases={suggested.length > 0 ? suggested.map((line) => [line, ""]) : scene.card.phrases}
          />
          <p className="quiet">{text.hint}</p>
        </>
      )}
    </section>
  );
}

/** Opens and closes it; `h` does the same. */
export function HelpButton({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      className="button small plain help-button"
      data-testid="help-button"
      aria-expanded={open}
      aria-keyshortcuts={strings.help.key}
      onClick={onToggle}
    >
      {strings.help.ask}
      <kbd aria-hidden="true">{strings.help.key}</kbd>
    </button>
  );
}
