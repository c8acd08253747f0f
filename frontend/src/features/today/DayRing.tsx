const RADIUS = 15.5;
const AROUND = 2 * Math.PI * RADIUS;

/** How much of a day's minutes is done, as a ring; the words beside it say the same. */
export function DayRing({ share }: { share: number }) {
  const done = Math.min(1, Math.max(0, share));
  return (
    <svg className="day-ring" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <circle cx="18" cy="18" r={RADIUS} />
      {done > 0 && <circle cx="18" cy="18" r={RADIUS} strokeDasharray={`${done * AROUND} ${AROUND}`} />}
      {done === 1 && <path d="M12.5 18.4l3.8 3.8 7.4-8" />}
    </svg>
  );
}
