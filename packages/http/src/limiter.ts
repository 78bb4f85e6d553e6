import { createTally } from './tally.ts';

/** Where somebody stands against a limit. */
export interface Allowance {
  readonly policy: string;
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  /** Seconds until the window starts anew. */
  readonly resetSeconds: number;
}

export interface Limiter {
  /** Counts once for this principal or address at this real time (milliseconds). */
  take(counted: string, nowMs: number): Allowance;
  /** Where it stands, and whether once more would be allowed; counts nothing. */
  look(counted: string, nowMs: number): Allowance;
}

/** So many in a window of so many seconds, under a name that answers tell. */
export interface Limit {
  readonly policy: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Principals or addresses that are counted exactly; beyond them a count may be too high, never too low. */
const mostCounted = 10_000;

/**
 * A fixed window per principal or address, in this isolate only and therefore approximate: it stops a runaway
 * client, and is no quota.
 */
export function createLimiter({ policy, limit, windowSeconds }: Limit, most = mostCounted): Limiter {
  const windowMs = windowSeconds * 1000;
  const tally = createTally(most);
  let window = -1;
  function enterWindow(nowMs: number): void {
    const current = Math.floor(nowMs / windowMs);
    if (current !== window) tally.clear();
    window = current;
  }
  function allowance(allowed: boolean, count: number, nowMs: number): Allowance {
    const remaining = Math.max(0, limit - count);
    const resetSeconds = Math.ceil(((window + 1) * windowMs - nowMs) / 1000);
    return { policy, allowed, limit, remaining, windowSeconds, resetSeconds };
  }
  return {
    take(counted, nowMs) {
      enterWindow(nowMs);
      const count = tally.add(counted);
      return allowance(count <= limit, count, nowMs);
    },
    look(counted, nowMs) {
      enterWindow(nowMs);
      const count = tally.countOf(counted);
      return allowance(count < limit, count, nowMs);
    },
  };
}

/** The headers of draft-ietf-httpapi-ratelimit-headers. */
export function limitHeaders(allowance: Allowance): Record<string, string> {
  const { policy, limit, windowSeconds, remaining, resetSeconds } = allowance;
  return {
    'RateLimit-Policy': `"${policy}";q=${limit};w=${windowSeconds}`,
    RateLimit: `"${policy}";r=${remaining};t=${resetSeconds}`,
  };
}
