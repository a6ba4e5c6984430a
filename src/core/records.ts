/** Settled things that are kept for looking up; older ones are in the journal. */
const MOST_SETTLED = 500;

/** `T-12` → 12 */
export const numberOf = (id: string): number => Number(id.slice(id.indexOf('-') + 1));

export function forgetOldest<T>(records: Record<string, T>, mayGo: (record: T) => boolean): void {
  const ids = Object.keys(records);
  // In batches: looking through all of them at each event would cost more than it frees.
  if (ids.length < MOST_SETTLED * 2) return;
  const old = ids.filter((id) => mayGo(records[id] as T));
  for (const id of old.slice(0, Math.max(0, old.length - MOST_SETTLED))) delete records[id];
}
