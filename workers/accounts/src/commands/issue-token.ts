import { hashSecret, parseRefreshToken, verifyAgainstNothing, verifyPassword } from '@keyline/auth';
import { type Example, type PublicDecision, publicCommand, type Runtime } from '@keyline/http';
import { emailField, newId, type Problem } from '@keyline/kernel';
import { changed, created, first, type Moment, type SystemStore } from '@keyline/store';
import * as v from 'valibot';
import { slugField } from '../domain/fields.ts';
import { refreshVerdict } from '../domain/refresh.ts';
import { some } from '../problems.ts';
import { keepRefreshToken, markUsed, mustBeUnused, refreshTokenByHash } from '../records/refresh-tokens.ts';
import { issueTokens } from '../records/session-tokens.ts';
import { sessionById, sessionSubject } from '../records/sessions.ts';
import { tokensView } from '../views.ts';

const passwordGrant = v.strictObject({
  grantType: v.literal('password'),
  tenant: slugField,
  email: emailField,
  password: v.pipe(v.string(), v.maxLength(200), v.metadata({ examples: ['秦岭 north face 88'] })),
});

const refreshGrant = v.strictObject({
  grantType: v.literal('refresh_token'),
  refreshToken: v.pipe(v.string(), v.maxLength(400), v.metadata({ examples: ['kr_main_...'] })),
});

type Grant = v.InferOutput<typeof passwordGrant> | v.InferOutput<typeof refreshGrant>;
type Refusal = (code: 'auth.invalid_credentials' | 'auth.invalid_refresh_token') => Problem<never>;

/** Signs a user in, or goes on with a session: an access token and the refresh token after it. */
export const issueToken = publicCommand({
  id: 'issueToken',
  path: '/v1/auth/token',
  tag: 'Sign-in',
  summary: 'Sign in or refresh',
  description:
    'grantType password signs a user in; refresh_token goes on with the session and rotates the token. A token used again within 10 s gets a sibling; later use ends the session. Idempotency-Key has no meaning here: tokens are shown once.',
  body: v.variant('grantType', [passwordGrant, refreshGrant]),
  answer: { status: 200, description: 'The tokens.', schema: tokensView },
  problems: some('auth.invalid_credentials', 'auth.invalid_refresh_token'),
  load: ({ system, body }) => loadGrant(system, body),
  async decide({ loaded, body, moment, realNow, address, userAgent, runtime, refuse }) {
    const given = { moment, realNow, runtime };
    if (loaded.grant === 'refresh_token') return refreshed(loaded.family, given, refuse as Refusal);
    const password = body.grantType === 'password' ? body.password : '';
    const hash = loaded.user?.active ? loaded.user.passwordHash : null;
    const right = hash === null ? await verifyAgainstNothing(password) : await verifyPassword(password, hash);
    if (!right || loaded.user === undefined || loaded.user.tenantStatus !== 'active') {
      return refuse('auth.invalid_credentials');
    }
    const { tenantId, userId } = loaded.user;
    const sessionId = newId('session');
    const tokens = await issueTokens(runtime, { tenantId, userId, sessionId }, realNow);
    const session = created(
      { ...moment, actor: { type: 'user', id: userId } },
      sessionSubject,
      { id: sessionId, userId, address, userAgent, endedAt: null },
      { type: 'session.started' },
    );
    const also = [keepRefreshToken(tokens.secretHash, sessionId, realNow)];
    return { tenantId, changes: [session], also, body: tokens.body };
  },
});

async function loadGrant(system: SystemStore, body: Grant) {
  if (body.grantType === 'password') {
    const user = await system.findSignIn(body.tenant, body.email.toLowerCase());
    return { grant: body.grantType, user };
  }
  return { grant: body.grantType, family: await loadFamily(system, body.refreshToken) };
}

async function loadFamily(system: SystemStore, refreshToken: string) {
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

async function refreshed(
  family: Awaited<ReturnType<typeof loadFamily>>,
  given: { readonly moment: Moment; readonly realNow: number; readonly runtime: Runtime },
  refuse: Refusal,
): Promise<PublicDecision | Problem<never>> {
  const ours = family?.cell === given.runtime.cell ? family : undefined;
  const verdict = refreshVerdict(ours?.token, given.realNow);
  if (verdict === 'refused' || ours?.session === undefined) return refuse('auth.invalid_refresh_token');
  const { session, tenantId, hash } = ours;
  const moment: Moment = { ...given.moment, actor: { type: 'user', id: session.userId } };
  if (verdict === 'stolen') {
    const ended = changed(
      moment,
      sessionSubject,
      session,
      { endedAt: given.moment.now },
      {
        type: 'session.ended',
        facts: { reason: 'refresh_token_reused' },
      },
    );
    return { tenantId, changes: [ended], problem: refuse('auth.invalid_refresh_token') };
  }
  const identity = { tenantId, userId: session.userId, sessionId: session.id };
  const tokens = await issueTokens(given.runtime, identity, given.realNow);
  const kept = keepRefreshToken(tokens.secretHash, session.id, given.realNow);
  return verdict === 'sibling'
    ? { tenantId, changes: [], also: [kept], body: tokens.body }
    : {
        tenantId,
        changes: [],
        musts: [mustBeUnused.bind({ hash })],
        also: [markUsed(hash, given.realNow), kept],
        body: tokens.body,
      };
}

const credentials = (slug: string, password: string) => ({
  grantType: 'password',
  tenant: slug,
  email: 'wang.lei@example.cn',
  password,
});

export const example: Example = {
  events: ['session.started'],
  async request({ make }) {
    const { tenant } = (await make('createTenant')) as unknown as { tenant: { slug: string } };
    return { body: credentials(tenant.slug, '秦岭 north face 88') };
  },
  failures: {
    'auth.invalid_credentials': () => ({ body: credentials('no-such-tenant', 'whatever it is') }),
    'auth.invalid_refresh_token': () => ({
      body: { grantType: 'refresh_token', refreshToken: 'kr_main_unknown' },
    }),
  },
};
