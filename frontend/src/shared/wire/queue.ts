export interface QueuePlace {
  position: number;
  waitS: number | null;
}

/** Where a `queue` event puts a learner; null when nobody is before them. */
export function queuePlace({ position, wait_s }: { position: number; wait_s: number | null }): QueuePlace | null {
  return position > 0 ? { position, waitS: wait_s } : null;
}
