/** What was seen lately: remembered for a while (milliseconds) and in bounded number, the oldest forgotten first. */
export interface Recent {
  has(key: string, nowMs: number): boolean;
  add(key: string, nowMs: number): void;
  delete(key: string): void;
}

export function createRecent(lifeMs: number, most = 10_000): Recent {
  const seen = new Map<string, number>();
  return {
    has(key, nowMs) {
      const at = seen.get(key);
      return at !== undefined && nowMs - at < lifeMs;
    },
    add(key, nowMs) {
      seen.delete(key);
      seen.set(key, nowMs);
      const [oldest] = seen.keys();
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    },
    delete(key) {
      seen.delete(key);
    },
  };
}
