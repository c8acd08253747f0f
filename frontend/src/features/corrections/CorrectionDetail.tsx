import "../../shared/ui/detail.css";
import "./corrections.css";
import type { Correction } from "../../shared/wire/types";
import { useEffect, useRef } from "react";
import { usePointOf } from "./usePointOf";
import { MAP, pointHash } from "../../shared/routes";
import { common } from "../../shared/i18n/common";
import { strings as exercisesStrings } from "../exercises/strings";
import { mannerOf } from "./segments";
import { strings } from "./strings";
import { Icon } from "../../shared/ui/Icon";
import { RecordingButton } from "../../shared/audio/RecordingButton";
import { Why } from "./Why";
import { mistakeName } from "../../shared/i18n/mistakeName";
import { told } from "../../shared/i18n/told";

/** Sound before and after a moment, in seconds: a word alone is hard to make out. */
const AROUND_S = 0.3;

interface Props {
  id: string;
  messageId: string;
  recordingUrl: string | null;
  correction: Correction;
  onClose: () => void;
  onDismiss: (() => void) | null;
  onAccept?: (() => void) | undefined;
}

/** Why something should change: the rule, another example, and the tutor's own words when asked. */
export function CorrectionDetail({ id, messageId, recordingUrl, correction, onClose, onDismiss, onAccept }: Props) {
  const point = usePointOf(correction);
  const { category, severity, original, replacement, explanation, rule, example, heard_at } = correction;
  const manner = mannerOf(correction);
  const asked = manner === "heard?";
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers give a promise back here, which must not become the effect's cleanup.
    void element.current?.scrollIntoView({ block: "nearest" });
  }, [point]); // which comes a moment later, and takes a line
  const weight = strings.correction.severity[severity];
  return (
    <div ref={element} id={id} className="correction-detail" role="region" aria-label={mistakeName(category)}>
      <div className="correction-head">
        <span className="tag">{mistakeName(category)}</span>
        {weight && <span className="quiet">{weight}</span>}
        <button type="button" className="icon-button small" aria-label={common.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {asked && (
        <p data-testid="did-you-say">
          {strings.correction.didYouSay(original, replacement)} {strings.correction.ifSo}
        </p>
      )}
      {recordingUrl && heard_at && (
        <RecordingButton
          id={`${messageId}:${heard_at[0]}`}
          url={recordingUrl}
          label={strings.correction.playMoment}
          slice={[Math.max(0, heard_at[0] - AROUND_S), heard_at[1] + AROUND_S]}
        />
      )}
      {manner === "meant?" ? (
        <p className="correction-question" data-testid="did-you-mean">
          {strings.correction.likely(original.trim(), replacement.trim())}
        </p>
      ) : (
        <p className="correction-pair" lang="es">
          {original && <del>{original}</del>} {replacement && <ins>{replacement}</ins>}
        </p>
      )}
      {explanation && <p>{explanation}</p>}
      {rule && rule !== explanation && (
        <p className="quiet">
          {strings.correction.rule}: {rule}
        </p>
      )}
      {example && (
        <p className="quiet">
          {strings.correction.example}: <span lang="es">{example}</span>
        </p>
      )}
      {point && (
        <a className="text-button" data-testid="to-point" href={pointHash(MAP, point.id)}>
          <Icon name="map" />
          {exercisesStrings.map.open}: {told(point, "title").title}
        </a>
      )}
      {onDismiss && (
        <Why messageId={messageId} correctionId={correction.id ?? null}>
          {manner === "meant?" && onAccept && (
            <button type="button" className="text-button" data-testid="accept-correction" onClick={onAccept}>
              <Icon name="check" />
              {strings.correction.yes}
            </button>
          )}
          <button type="button" className="text-button" onClick={onDismiss}>
            <Icon name={manner === "meant?" ? "close" : "check"} />
            {asked ? strings.correction.unsaid : strings.correction.right}
          </button>
        </Why>
      )}
    </div>
  );
}
