import type { PublicDecision, Runtime } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created, type Moment } from '@keyline/store';
import { keepRefreshToken } from './refresh-tokens.ts';
import { issueTokens } from './session-tokens.ts';
import { sessionSubject } from './sessions.ts';

/** Who signs in from where, as the request tells. */
export interface SignInRequest {
  readonly moment: Moment;
  readonly realNow: number;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly runtime: Runtime;
}

/** The decision that lets a user in: a session, its first refresh token, and the answer with both tokens. */
export async function startSession(
  { moment, realNow, address, userAgent, runtime }: SignInRequest,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
  facts?: Readonly<Record<string, unknown>>,
): Promise<PublicDecision & { readonly also: NonNullable<PublicDecision['also']> }> {
  const sessionId = newId('session');
  const tokens = await issueTokens(runtime, { tenantId, userId, sessionId }, realNow);
  const session = created(
    { ...moment, actor: { type: 'user', id: userId } },
    sessionSubject,
    { id: sessionId, userId, address, userAgent, endedAt: null },
    { type: 'session.started', ...(facts && { facts }) },
  );
  const also = keepRefreshToken(tokens.secretHash, sessionId, { now: moment.now, realNow });
  return { tenantId, changes: [session], also, body: tokens.body };
}
