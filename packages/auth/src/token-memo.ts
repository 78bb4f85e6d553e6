const MAX_SECONDS = 60;
const MAX_ENTRIES = 2_000;

/** What was found out about tokens, for a while. Times are Unix seconds. */
export type TokenMemo<T> = {
  recall(token: string, nowSeconds: number): T | undefined;
  remember(token: string, value: T, nowSeconds: number, expiresAt: number): void;
};

/**
 * A bounded memory of tokens that passed: each for at most 60 seconds and never past its own end. When it is
 * full the entry that was made first goes.
 */
export function createTokenMemo<T>(maxEntries: number = MAX_ENTRIES): TokenMemo<T> {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    recall(token, nowSeconds) {
      const entry = entries.get(token);
      if (entry === undefined) return undefined;
      if (nowSeconds < entry.until) return entry.value;
      entries.delete(token);
      return undefined;
    },
    remember(token, value, nowSeconds, expiresAt) {
      entries.delete(token);
      const [oldest] = entries.keys();
      if (entries.size >= maxEntries && oldest !== undefined) entries.delete(oldest);
      entries.set(token, { value, until: Math.min(expiresAt, nowSeconds + MAX_SECONDS) });
    },
  };
}
