import { useEffect, useRef } from "react";
import type { Correction } from "../api/types";
import { usePointOf } from "../hooks/usePointOf";
import { MAP, pointHash } from "../hooks/useRoute";
import { strings } from "../strings";
import { Icon } from "./Icon";
import { Why } from "./Why";

interface Props {
  id: string;
  messageId: string;
  correction: Correction;
  onClose: () => void;
  onDismiss: () => void;
}

/** Why something should change: the rule, another example, and the tutor's own words when asked. */
export function CorrectionDetail({ id, messageId, correction, onClose, onDismiss }: Props) {
  const point = usePointOf(correction.rule_id);
  const { category, severity, original, replacement, explanation, rule, example } = correction;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers give a promise back here, which must not become the effect's cleanup.
    void element.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const weight = strings.correction.severity[severity];
  return (
    <div ref={element} id={id} className="correction-detail" role="region" aria-label={category}>
      <div className="correction-head">
        <span className="tag">{category}</span>
        {weight && <span className="quiet">{weight}</span>}
        <button type="button" className="icon-button small" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <p className="correction-pair" lang="es">
        {original && <del>{original}</del>} {replacement && <ins>{replacement}</ins>}
      </p>
      <p>{explanation}</p>
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
          {strings.map.open}: {point.title}
        </a>
      )}
      <Why messageId={messageId} correctionId={correction.id ?? null}>
        <button type="button" className="text-button" onClick={onDismiss}>
          <Icon name="check" />
          {strings.correction.right}
        </button>
      </Why>
    </div>
  );
}
