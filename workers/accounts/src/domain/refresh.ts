/** How long an access token is good for. */
export const accessTtlSeconds = 600;
/** For so long after its first use a refresh token is answered once more: two tabs of one browser. */
export const siblingMs = 10_000;

export interface RefreshState {
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly sessionEndedAt: number | null;
  readonly userActive: boolean;
}

/**
 * What a refresh token is worth at this real time (milliseconds): `rotate` at its first use, `sibling` right
 * after, `stolen` when it comes again later (the whole family ends), `refused` otherwise.
 */
export function refreshVerdict(
  state: RefreshState | undefined,
  now: number,
): 'rotate' | 'sibling' | 'stolen' | 'refused' {
  if (state === undefined || state.sessionEndedAt !== null || !state.userActive) return 'refused';
  if (state.usedAt !== null) return now - state.usedAt <= siblingMs ? 'sibling' : 'stolen';
  return state.expiresAt <= now ? 'refused' : 'rotate';
}
