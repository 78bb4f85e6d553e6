import { type Actor, actorOf, type Credential, credentialOf, principalById } from '@keyline/auth';
import { ProblemError, parseInstant, refuseCommon } from '@keyline/kernel';
import { first, type Moment, type Origin } from '@keyline/store';
import { inputError } from './input-errors.ts';
import { limitHeaders } from './limiter.ts';
import type { Incoming } from './operation.ts';

/** Who asks: 401 without a trustworthy bearer token, 429 beyond the limit. */
export async function authenticate(incoming: Incoming): Promise<Credential> {
  const { runtime, request } = incoming;
  const nowMs = runtime.clock.now();
  const credential = await credentialOf(request.headers.get('Authorization'), {
    cell: runtime.cell,
    verifier: runtime.verifier,
    nowMs,
  });
  if (credential === undefined) throw unauthenticated();
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

/** Counts the request for this principal (or address) and sets the limit headers. */
export function limit(incoming: Incoming, principal: string): void {
  const allowance = incoming.runtime.limiter.take(principal, incoming.runtime.clock.now());
  Object.assign(incoming.headers, limitHeaders(allowance));
  if (allowance.allowed) return;
  const seconds = allowance.resetSeconds;
  throw new ProblemError(
    refuseCommon('request.too_many', { values: { seconds }, headers: { 'Retry-After': String(seconds) } }),
  );
}

/** What the input says of its caller. */
export function callerOf(credential: Credential): { tenantId: string; sessionId: string | null } {
  const { tenantId } = credential;
  return { tenantId, sessionId: credential.kind === 'token' ? credential.sessionId : null };
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
  const actor = await actorOf(credential, row, { nowMs, address: addressOf(incoming.request) });
  if (actor === undefined) throw unauthenticated();
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

/** The client's software as it calls itself, at most 400 characters. */
export function userAgentOf(request: Request): string | null {
  return request.headers.get('User-Agent')?.slice(0, 400) ?? null;
}

/** From where a request came, for the events that it writes. */
export function originOf({ request, runtime }: Incoming, sessionId: string | null): Origin {
  return {
    address: addressOf(request),
    userAgent: userAgentOf(request),
    sessionId,
    recordedAt: runtime.clock.now(),
  };
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
