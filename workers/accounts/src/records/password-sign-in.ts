import { hashPassword, needsRehash, verifyAgainstNothing, verifyPassword } from '@keyline/auth';
import type { PublicDecision } from '@keyline/http';
import type { Problem } from '@keyline/kernel';
import type { SignInUser, SystemStore } from '@keyline/store';
import { attemptOf, type Claim, knockOf, refuseWhileBlocked } from './attempts.ts';
import { codeHashOf, proofOf } from './second-factors.ts';
import { type SignInRequest, startSession } from './start-session.ts';
import { replaceHash } from './users.ts';

interface Asked {
  readonly tenant: string;
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

type SignInRefusal = 'auth.invalid_credentials' | 'auth.second_factor_required' | 'auth.wrong_code';

/** Who somebody claims to be, and whether such claims are taken at present. */
export async function loadSignIn(system: SystemStore, asked: Asked, address: string | null) {
  const claim: Claim = { purpose: 'sign_in', tenant: asked.tenant, email: asked.email, address };
  const found = await system.findSignIn(knockOf(claim, codeHashOf(asked.code)));
  return { claim, password: asked.password, code: asked.code, ...found };
}

/**
 * A new session for the right password, with the code of the second factor where there is one. Every attempt does the work of one password and writes once, whoever it
 * is about; while attempts are refused, the right password is too.
 */
export async function passwordSignIn<C extends string>(
  { claim, password, code, user, blockedUntil }: Awaited<ReturnType<typeof loadSignIn>>,
  given: SignInRequest,
  refuse: (code: SignInRefusal) => Problem<C>,
): Promise<PublicDecision> {
  const { realNow } = given;
  refuseWhileBlocked(blockedUntil, realNow);
  const hash = await rightHash(user, password);
  const refused = (why: SignInRefusal, counted: 'failed' | 'held'): PublicDecision => ({
    tenantId: user?.tenantId ?? null,
    changes: [],
    attempt: attemptOf(claim, user, counted, realNow),
    problem: refuse(why),
  });
  if (user === undefined || hash === undefined) return refused('auth.invalid_credentials', 'failed');
  const { sealedSecret } = user;
  if (sealedSecret !== null && code === undefined) return refused('auth.second_factor_required', 'held');
  const factor = sealedSecret === null ? undefined : { ...user, sealedSecret };
  const proof = factor && (await proofOf(given.runtime, user.userId, factor, { code: code ?? '', realNow }));
  if (factor !== undefined && proof === undefined) return refused('auth.wrong_code', 'failed');
  const session = await startSession(given, user, proof && { secondFactor: proof.by });
  const renewed = needsRehash(hash) ? [replaceHash(user.userId, hash, await hashPassword(password))] : [];
  return {
    ...session,
    attempt: attemptOf(claim, user, 'passed', realNow),
    musts: proof?.musts ?? [],
    also: [...session.also, ...renewed, ...(proof?.also ?? [])],
  };
}

/** The hash that the password fits, of a user who may sign in; the work is the same when there is none. */
async function rightHash(user: SignInUser | undefined, password: string): Promise<string | undefined> {
  const hash = user?.active ? user.passwordHash : null;
  const right = hash === null ? await verifyAgainstNothing(password) : await verifyPassword(password, hash);
  return right && hash !== null && user?.tenantStatus === 'active' ? hash : undefined;
}
