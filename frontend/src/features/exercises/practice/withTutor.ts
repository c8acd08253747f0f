import { ApiError } from "../../../shared/wire/http";

/** Where something was done: with the tutor, or here, with what was taken along. */
export interface Placed<T> {
  value: T;
  here: boolean;
}

/** A tutor that does not answer within this cannot be reached, in milliseconds. */
export const PATIENCE_MS = 8000;

/** Does something with the tutor; where it cannot be reached, `here`, unless that gives nothing either. */
export async function withTutor<T>(
  online: (signal?: AbortSignal) => Promise<T>,
  here: (() => Promise<T | null>) | null,
): Promise<Placed<T>> {
  if (!here) return { value: await online(), here: false };
  try {
    return { value: await online(AbortSignal.timeout(PATIENCE_MS)), here: false };
  } catch (error) {
    if (!isUnreached(error)) throw error;
    const value = await here();
    if (value === null) throw error;
    return { value, here: true };
  }
}

function isUnreached(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === "TimeoutError";
  return error instanceof ApiError && error.body.code === "network";
}
