import { type Actor, actorOf, type Credential, credentialOf, principalById } from '@keyline/auth';
import { networkOf, ProblemError, parseInstant, refuseCommon } from '@keyline/kernel';
import { first, type Moment } from '@keyline/store';
import { inputError } from './input-errors.ts';
import { noteKeyUse } from './key-uses.ts';
import { type Allowance, limitHeaders } from './limiter.ts';
import type { Incoming } from './operation.ts';

/**
 * Who asks: 401 without a trustworthy bearer token, 429 beyond the limit, and 429 where too much failed before and
 * nothing speaks for this credential.
 */
export async function authenticate(incoming: Incoming): Promise<Credential> {
  const { runtime, request } = incoming;
  const nowMs = runtime.clock.now();
  const header = request.headers.get('Authorization');
  const credential = await credentialOf(header, { cell: runtime.cell, verifier: runtime.verifier, nowMs });
  if (credential === undefined) throw header === null ? unauthenticated() : failed(incoming, undefined);
  if (!isTrusted(incoming, credential)) throw tooMany(incoming, failuresOf(incoming, credential));
  limit(incoming, bucketOf(credential));
  return credential;
}

/**
 * For whom a request is counted. Whether a key is right shows only after the load: counted under its own
 * secret, no stranger who knows its id can use up its allowance.
 */
function bucketOf(credential: Credential): string {
  const { kind, principalId } = credential;
  return kind === 'key' ? `${principalId} ${credential.secret.slice(0, 8)}` : principalId;
}

/**
 * For whom a failure is counted: the address, so that ever new keys do not reach the database, and nobody locks out
 * the owner of a key elsewhere. A token that we signed cannot be guessed: its session is counted alone.
 */
function failureBucketOf({ request }: Incoming, credential: Credential | undefined): string {
  return credential?.kind === 'token'
    ? `session ${credential.sessionId}`
    : `address ${networkOf(addressOf(request))}`;
}

function failuresOf(incoming: Incoming, credential: Credential): Allowance {
  const { failures, clock } = incoming.runtime;
  return failures.look(failureBucketOf(incoming, credential), clock.now());
}

/** A key that was right lately is taken to the database from an address of many failures, too. */
function isTrusted(incoming: Incoming, credential: Credential): boolean {
  const { provenKeys, clock } = incoming.runtime;
  if (credential.kind === 'key' && provenKeys.has(bucketOf(credential), clock.now())) return true;
  return failuresOf(incoming, credential).allowed;
}

/** Counts a failed authentication: 401, and beyond the limit 429. */
function failed(incoming: Incoming, credential: Credential | undefined): ProblemError {
  const { failures, provenKeys, clock } = incoming.runtime;
  if (credential?.kind === 'key') provenKeys.delete(bucketOf(credential));
  const allowance = failures.take(failureBucketOf(incoming, credential), clock.now());
  return allowance.allowed ? unauthenticated() : tooMany(incoming, allowance);
}

/** Counts the request for this principal (or address) and sets the limit headers. */
export function limit(incoming: Incoming, counted: string, limiter = incoming.runtime.limiter): void {
  const allowance = limiter.take(counted, incoming.runtime.clock.now());
  if (!allowance.allowed) throw tooMany(incoming, allowance);
  Object.assign(incoming.headers, limitHeaders(allowance));
}

function tooMany(incoming: Incoming, allowance: Allowance): ProblemError {
  Object.assign(incoming.headers, limitHeaders(allowance));
  const seconds = allowance.resetSeconds;
  return new ProblemError(
    refuseCommon('request.too_many', { values: { seconds }, headers: { 'Retry-After': String(seconds) } }),
  );
}

/** What the input says of its caller. */
export function callerOf(credential: Credential): {
  tenantId: string;
  principalId: string;
  sessionId: string | null;
} {
  const { tenantId, principalId } = credential;
  return { tenantId, principalId, sessionId: credential.kind === 'token' ? credential.sessionId : null };
}

/** The part of the load that tells who is calling and which of the permissions it holds. */
export function principalLoad(credential: Credential, permissions: readonly string[]) {
  return first(
    principalById.bind({
      session: credential.kind === 'token' ? credential.sessionId : '',
      permissions: JSON.stringify(permissions),
    }),
  );
}

/** The loaded principal as an actor with this permission, or 401, or 403. */
export async function admit(
  incoming: Incoming,
  credential: Credential,
  row: Parameters<typeof actorOf>[1],
  permission: string | null,
): Promise<Actor> {
  const nowMs = incoming.runtime.clock.now();
  const address = addressOf(incoming.request);
  const actor = await actorOf(credential, row, { nowMs, address });
  if (actor === undefined) throw failed(incoming, credential);
  if (credential.kind === 'key') {
    incoming.runtime.provenKeys.add(bucketOf(credential), nowMs);
    noteKeyUse(incoming, credential, address);
  }
  if (permission !== null && !actor.permissions.has(permission)) throw notPermitted(permission);
  return actor;
}

export function notPermitted(permission: string): ProblemError {
  return new ProblemError(refuseCommon('request.not_permitted', { values: { permission } }));
}

function unauthenticated(): ProblemError {
  return new ProblemError(
    refuseCommon('request.not_authenticated', { headers: { 'WWW-Authenticate': 'Bearer realm="keyline"' } }),
  );
}

/** The client's address as the platform saw it. */
export function addressOf(request: Request): string | null {
  return request.headers.get('CF-Connecting-IP');
}

/** Business time: the request's `X-Test-Now` where a test clock is allowed, else the real time. */
export function businessNow(incoming: Incoming): number {
  const given = incoming.request.headers.get('X-Test-Now');
  if (given === null || !incoming.runtime.testClock) return incoming.runtime.clock.now();
  const instant = parseInstant(given);
  if (instant !== undefined) return instant;
  throw new ProblemError(
    refuseCommon('request.invalid', { errors: [inputError('/header/X-Test-Now', 'instant')] }),
  );
}

export function momentOf(incoming: Incoming, actor: Moment['actor']): Moment {
  return {
    actor: { type: actor.type, id: actor.id },
    now: businessNow(incoming),
    requestId: incoming.requestId,
  };
}
