import type { Draft } from "./api";

type Inner = Record<string, unknown> | unknown[];

const keyOf = (at: Inner, key: string): string | number => (Array.isArray(at) ? Number(key) : key);

/** What stands at a place of a draft: keys and numbers from the top, with dots between. */
export function valueAt(draft: Draft, where: string): unknown {
  return where.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], draft);
}

/** The draft with another value at a place; all else stays the very same. */
export function withValue(draft: Draft, where: string, value: unknown): Draft {
  const put = (at: Inner, [key = "", ...rest]: string[]): Inner => {
    const copy = (Array.isArray(at) ? [...at] : { ...at }) as Record<string | number, unknown>;
    const place = keyOf(at, key);
    copy[place] = rest.length === 0 ? value : put((copy[place] ?? {}) as Inner, rest);
    return copy as unknown as Inner;
  };
  return put(draft as unknown as Inner, where.split(".")) as unknown as Draft;
}

/** Is this place the other, or within it? */
export function within(where: string, part: string): boolean {
  return where === part || where.startsWith(`${part}.`);
}

/** An id that none of these has. */
export function freshId(name: string, taken: { id: string }[]): string {
  for (let n = taken.length + 1; ; n += 1) {
    const id = `${name}-${n}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}

/** The list without one of it. */
export function without<One>(all: readonly One[], at: number): One[] {
  return all.filter((_, n) => n !== at);
}

/** The draft without a step; no other step waits for it any more. */
export function withoutStep(draft: Draft, at: number): Draft {
  const gone = draft.step[at]?.id;
  const step = without(draft.step, at).map((one) => ({ ...one, after: one.after.filter((id) => id !== gone) }));
  return { ...draft, step };
}

/** The list with two neighbours changed round; the same where there is no such neighbour. */
export function moved<One>(all: One[], at: number, by: 1 | -1): One[] {
  const [mine, other] = [all[at], all[at + by]];
  if (mine === undefined || other === undefined) return all;
  return all.map((one, n) => (n === at ? other : n === at + by ? mine : one));
}
