import { covers, parseRange } from '@keyline/kernel';

/** Until when (real time, milliseconds) and from which addresses and ranges a key is accepted; null: no such limit. */
export interface KeyLimits {
  readonly expiresAt: number | null;
  readonly ips: readonly string[] | null;
}

/**
 * Whether a key is limited at least as the one that makes or changes it: no later end, no further addresses. Each of
 * its ranges has to lie within one of the other's.
 */
export function isWithin(made: KeyLimits, maker: KeyLimits): boolean {
  const endsInTime =
    maker.expiresAt === null || (made.expiresAt !== null && made.expiresAt <= maker.expiresAt);
  const { ips } = maker;
  return endsInTime && (ips === null || (made.ips?.every((ip) => liesWithin(ip, ips)) ?? false));
}

function liesWithin(ip: string, allowed: readonly string[]): boolean {
  const inner = parseRange(ip);
  if (inner === undefined) return false;
  return allowed.some((one) => {
    const outer = parseRange(one);
    return outer !== undefined && covers(outer, inner);
  });
}

/** Whether a key is still accepted at this real time (milliseconds). */
export function isInUse(
  { revokedAt, expiresAt }: { readonly revokedAt: number | null; readonly expiresAt: number | null },
  realNow: number,
): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > realNow);
}
