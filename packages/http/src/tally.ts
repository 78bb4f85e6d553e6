/** Counts per key in bounded memory. */
export interface Tally {
  /** Counts one more, and gives the count. */
  add(key: string): number;
  /** The count so far. */
  countOf(key: string): number;
  clear(): void;
}

/**
 * Counts up to `most` keys. When there are more, a new key takes the place of one with the lowest count and goes on
 * from there (Space-Saving: Metwally, Agrawal, El Abbadi, 2005). So no count is ever too low, and none is too high by
 * more than all that was counted divided by `most`: new keys without number neither reset a count nor fill the memory.
 */
export function createTally(most: number): Tally {
  const counts = new Map<string, number>();
  const keysByCount = new Map<number, Set<string>>();
  let lowest = 0;

  function leave(key: string, count: number): void {
    const keys = keysByCount.get(count);
    keys?.delete(key);
    if (keys?.size === 0) keysByCount.delete(count);
  }
  function enter(key: string, count: number): void {
    counts.set(key, count);
    const keys = keysByCount.get(count) ?? new Set();
    keysByCount.set(count, keys.add(key));
  }
  function makeRoom(): void {
    const [key] = keysByCount.get(lowest) ?? [];
    if (key === undefined) return;
    counts.delete(key);
    leave(key, lowest);
  }
  /** What a key that is not known may have been counted to before it lost its place. */
  const unknown = () => (counts.size < most ? 0 : lowest);
  return {
    add(key) {
      const before = counts.get(key) ?? unknown();
      if (counts.has(key)) leave(key, before);
      else if (counts.size >= most) makeRoom();
      enter(key, before + 1);
      if (before === 0) lowest = 1;
      else if (before === lowest && !keysByCount.has(lowest)) lowest += 1;
      return before + 1;
    },
    countOf: (key) => counts.get(key) ?? unknown(),
    clear() {
      counts.clear();
      keysByCount.clear();
      lowest = 0;
    },
  };
}
