/** Until when (real time, milliseconds) and from which addresses a key is accepted; null: no such limit. */
export interface KeyLimits {
  readonly expiresAt: number | null;
  readonly ips: readonly string[] | null;
}

/** Whether a key is limited at least as the one that makes it: no later end, no further addresses. */
export function isWithin(made: KeyLimits, maker: KeyLimits): boolean {
  const endsInTime =
    maker.expiresAt === null || (made.expiresAt !== null && made.expiresAt <= maker.expiresAt);
  const { ips } = maker;
  return endsInTime && (ips === null || (made.ips?.every((ip) => ips.includes(ip)) ?? false));
}
