import "./record.css";
import { useEffect, useRef } from "react";

const BARS = 28;
const STEP_MS = 60;

interface Props {
  analyser: AnalyserNode;
  /** Told how loud it is: the root of the power, as a part of full scale. Must stay the same function. */
  onLevel?: (level: number) => void;
}

/** Shows how loud the last seconds were, newest beside the button, so that one sees being heard. */
export function LevelMeter({ analyser, onLevel }: Props) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bars = [...(element.current?.children ?? [])] as HTMLElement[];
    const levels: number[] = Array.from({ length: BARS }, () => 0);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      onLevel?.(Math.sqrt(power));
      // Decibels from -60 (silence) to -12 (loud speech), as 0..1.
      const level = (10 * Math.log10(power + 1e-9) + 60) / 48;
      levels.shift();
      levels.push(Math.min(1, Math.max(0, level)));
      bars.forEach((bar, index) => {
        bar.style.transform = `scaleY(${Math.max(0.06, levels[index] ?? 0)})`;
      });
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [analyser, onLevel]);
  return (
    <div ref={element} className="level-meter" aria-hidden="true">
      {Array.from({ length: BARS }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
