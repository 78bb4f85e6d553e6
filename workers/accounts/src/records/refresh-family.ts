import { hashSecret, parseRefreshToken } from '@keyline/auth';
import type { PublicDecision, Runtime } from '@keyline/http';
import type { Problem } from '@keyline/kernel';
import { changed, first, type Moment, type SystemStore } from '@keyline/store';
import { refreshVerdict } from '../domain/refresh.ts';
import { keepRefreshToken, markUsed, mustBeUnused, refreshTokenByHash } from './refresh-tokens.ts';
import { issueTokens } from './session-tokens.ts';
import { sessionById, sessionSubject } from './sessions.ts';

/** A refresh token with its session, found without the directory; undefined when the text is none. */
export async function loadFamily(system: SystemStore, refreshToken: string) {
  const parts = parseRefreshToken(refreshToken);
  if (parts === undefined) return undefined;
  const { cell, tenantId, sessionId } = parts;
  const hash = hashSecret(parts.secret);
  const state = await system.forTenant(tenantId, 'anonymous').read({
    token: first(refreshTokenByHash.bind({ hash, sessionId })),
    session: first(sessionById.bind({ id: sessionId })),
  });
  return { cell, tenantId, hash, ...state };
}

/** The next tokens of the session, its end when the token was stolen, or a refusal. */
export async function refreshed<C extends string>(
  family: Awaited<ReturnType<typeof loadFamily>>,
  given: { readonly moment: Moment; readonly realNow: number; readonly runtime: Runtime },
  refuse: (code: 'auth.invalid_refresh_token') => Problem<C>,
): Promise<PublicDecision | Problem<C>> {
  const ours = family?.cell === given.runtime.cell ? family : undefined;
  const verdict = refreshVerdict(ours?.token, given.realNow);
  if (verdict === 'refused' || ours?.session === undefined) return refuse('auth.invalid_refresh_token');
  const { session, tenantId, hash } = ours;
  const moment: Moment = { ...given.moment, actor: { type: 'user', id: session.userId } };
  if (verdict === 'stolen') {
    const facts = { reason: 'refresh_token_reused' };
    const patch = { endedAt: given.moment.now };
    const ended = changed(moment, sessionSubject, session, patch, { type: 'session.ended', facts });
    return { tenantId, changes: [ended], problem: refuse('auth.invalid_refresh_token') };
  }
  const identity = { tenantId, userId: session.userId, sessionId: session.id };
  const tokens = await issueTokens(given.runtime, identity, given.realNow);
  const times = { now: given.moment.now, realNow: given.realNow };
  const kept = keepRefreshToken(tokens.secretHash, session.id, times);
  return verdict === 'sibling'
    ? { tenantId, changes: [], also: kept, body: tokens.body }
    : {
        tenantId,
        changes: [],
        musts: [mustBeUnused.bind({ hash })],
        also: [markUsed(hash, given.realNow), ...kept],
        body: tokens.body,
      };
}
