/** Where a principal stands against its limit. */
export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window starts anew. */
  readonly resetSeconds: number;
}

export interface Limiter {
  /** Counts one request of this principal at this real time (milliseconds). */
  take(principal: string, nowMs: number): Allowance;
}

const windowMs = 60_000;
const mostPrincipals = 10_000;

/**
 * A fixed window per principal and minute, in this isolate only and therefore approximate: it stops a runaway
 * client, and is no quota.
 */
export function createLimiter(limit: number): Limiter {
  let window = -1;
  let counts = new Map<string, number>();
  return {
    take(principal, nowMs) {
      const current = Math.floor(nowMs / windowMs);
      if (current !== window || counts.size > mostPrincipals) {
        window = current;
        counts = new Map();
      }
      const count = (counts.get(principal) ?? 0) + 1;
      counts.set(principal, count);
      return {
        allowed: count <= limit,
        limit,
        remaining: Math.max(0, limit - count),
        resetSeconds: Math.ceil(((current + 1) * windowMs - nowMs) / 1000),
      };
    },
  };
}

/** The headers of draft-ietf-httpapi-ratelimit-headers. */
export function limitHeaders(allowance: Allowance): Record<string, string> {
  return {
    'RateLimit-Policy': `"default";q=${allowance.limit};w=${windowMs / 1000}`,
    RateLimit: `"default";r=${allowance.remaining};t=${allowance.resetSeconds}`,
  };
}
