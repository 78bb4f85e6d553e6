import { hashPassword, needsRehash, verifyAgainstNothing, verifyPassword } from '@keyline/auth';
import type { PublicDecision } from '@keyline/http';
import type { Problem } from '@keyline/kernel';
import type { SignInUser, SystemStore } from '@keyline/store';
import { attemptOf, type Claim, knockOf, refuseWhileBlocked } from './attempts.ts';
import { type SignInRequest, startSession } from './start-session.ts';
import { replaceHash } from './users.ts';

interface Asked {
  readonly tenant: string;
  readonly email: string;
  readonly password: string;
}

/** Who somebody claims to be, and whether such claims are taken at present. */
export async function loadSignIn(system: SystemStore, asked: Asked, address: string | null) {
  const claim: Claim = { purpose: 'sign_in', tenant: asked.tenant, email: asked.email, address };
  return { claim, password: asked.password, ...(await system.findSignIn(knockOf(claim))) };
}

/**
 * A new session for the right password. Every attempt does the work of one password and writes once, whoever it
 * is about; while attempts are refused, the right password is too.
 */
export async function passwordSignIn<C extends string>(
  { claim, password, user, blockedUntil }: Awaited<ReturnType<typeof loadSignIn>>,
  given: SignInRequest,
  refuse: (code: 'auth.invalid_credentials') => Problem<C>,
): Promise<PublicDecision> {
  const { realNow } = given;
  refuseWhileBlocked(blockedUntil, realNow);
  const hash = await rightHash(user, password);
  if (user === undefined || hash === undefined) {
    const attempt = attemptOf(claim, user, 'failed', realNow);
    const problem = refuse('auth.invalid_credentials');
    return { tenantId: user?.tenantId ?? null, changes: [], attempt, problem };
  }
  const { tenantId, userId } = user;
  const session = await startSession(given, { tenantId, userId });
  const renewed = needsRehash(hash) ? [replaceHash(userId, hash, await hashPassword(password))] : [];
  return {
    ...session,
    attempt: attemptOf(claim, user, 'passed', realNow),
    also: [...session.also, ...renewed],
  };
}

/** The hash that the password fits, of a user who may sign in; the work is the same when there is none. */
async function rightHash(user: SignInUser | undefined, password: string): Promise<string | undefined> {
  const hash = user?.active ? user.passwordHash : null;
  const right = hash === null ? await verifyAgainstNothing(password) : await verifyPassword(password, hash);
  return right && hash !== null && user?.tenantStatus === 'active' ? hash : undefined;
}
