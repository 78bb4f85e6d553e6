import { hashSecret } from '@keyline/auth';
import { networkOf, ProblemError, refuseCommon } from '@keyline/kernel';
import { type Attempt, type Count, type Knock, userKey } from '@keyline/store';
import { type Purpose, paces } from '../domain/paces.ts';

/** Who claims to be whom, from where. */
export interface Claim {
  readonly purpose: Purpose;
  /** The tenant's slug. */
  readonly tenant: string;
  readonly email: string;
  readonly address: string | null;
}

/** The user that a claim has turned out to be about. */
interface Known {
  readonly tenantId: string;
  readonly userId: string;
}

/** How a claim is looked up, together with the time for which its like is refused. */
export function knockOf(claim: Claim, codeHash = ''): Knock {
  const { purpose, tenant, email } = claim;
  const keys = [strangerKey(claim), ...networksOf(claim).map(({ key }) => key)];
  return { slug: tenant, emailKey: email.toLowerCase(), purpose, keys, codeHash };
}

/**
 * What the commit writes of an attempt. A person is counted alike whether anybody has the e-mail or not; success
 * forgives the person, never the network, from which others may have been tried. `held`: neither.
 */
export function attemptOf(
  claim: Claim,
  user: Known | undefined,
  outcome: 'failed' | 'passed' | 'held',
  now: number,
): Attempt {
  const { purpose } = claim;
  const key = user === undefined ? strangerKey(claim) : userKey(purpose, user.tenantId, user.userId);
  const person: Count = { key, pace: paces[purpose].person };
  const counts = [person, ...networksOf(claim)];
  return {
    counts,
    failed: outcome === 'failed' ? counts : [],
    cleared: outcome === 'passed' ? [person] : [],
    now,
  };
}

/** Forgives a user, who has come in another way, the failures of this purpose. */
export function forgiven(purpose: Purpose, { tenantId, userId }: Known, now: number): Attempt {
  const key = userKey(purpose, tenantId, userId);
  return { counts: [], failed: [], cleared: [{ key, pace: paces[purpose].person }], now };
}

/** Throws the 429 of an attempt that comes too early. */
export function refuseWhileBlocked(blockedUntil: number, now: number): void {
  if (blockedUntil <= now) return;
  const seconds = Math.ceil((blockedUntil - now) / 1000);
  throw new ProblemError(
    refuseCommon('request.too_many', { values: { seconds }, headers: { 'Retry-After': String(seconds) } }),
  );
}

function strangerKey({ purpose, tenant, email }: Claim): string {
  return `${purpose} stranger ${hashSecret(`${tenant} ${email.toLowerCase()}`)}`;
}

function networksOf({ purpose, address }: Claim): Count[] {
  if (address === null) return [];
  return [{ key: `${purpose} network ${networkOf(address)}`, pace: paces[purpose].network }];
}
