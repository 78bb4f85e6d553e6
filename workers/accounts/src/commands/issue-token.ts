import { hashSecret, parseRefreshToken, verifyAgainstNothing, verifyPassword } from '@keyline/auth';
import {
  type Example,
  type ExampleGiven,
  type PublicDecision,
  publicCommand,
  type Runtime,
} from '@keyline/http';
import { emailField, type Problem } from '@keyline/kernel';
import { changed, first, type Moment, type SystemStore } from '@keyline/store';
import * as v from 'valibot';
import { slugField } from '../domain/fields.ts';
import { refreshVerdict } from '../domain/refresh.ts';
import { some } from '../problems.ts';
import {
  type Confirmed,
  confirmIdentity,
  loadPerson,
  oidcSignIn,
  oidcSignInProblems,
} from '../records/oidc-sign-in.ts';
import { keepRefreshToken, markUsed, mustBeUnused, refreshTokenByHash } from '../records/refresh-tokens.ts';
import { issueTokens } from '../records/session-tokens.ts';
import { sessionById, sessionSubject } from '../records/sessions.ts';
import { startSession } from '../records/start-session.ts';
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

const oidcGrant = v.strictObject({
  grantType: v.literal('oidc'),
  state: v.pipe(v.string(), v.maxLength(400), v.metadata({ examples: ['ko_main_...'] })),
  code: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(4000),
    v.description('What the provider sent back with the state.'),
    v.metadata({ examples: ['SplxlOBeZQQYbYS6WxSbIA'] }),
  ),
  binding: v.pipe(
    v.string(),
    v.maxLength(100),
    v.description('What POST /v1/auth/oidc/start gave to whoever began.'),
    v.metadata({ examples: ['9f86d081884c7d65...'] }),
  ),
  iss: v.exactOptional(
    v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(500),
      v.description('The parameter iss, where the provider sent one back (RFC 9207).'),
      v.metadata({ examples: ['https://login.example.cn'] }),
    ),
  ),
});

type Grant = v.InferOutput<typeof passwordGrant | typeof refreshGrant | typeof oidcGrant>;
type Refusal = (code: 'auth.invalid_credentials' | 'auth.invalid_refresh_token') => Problem<never>;

/** Signs a user in, or goes on with a session: an access token and the refresh token after it. */
export const issueToken = publicCommand({
  id: 'issueToken',
  path: '/v1/auth/token',
  tag: 'Sign-in',
  summary: 'Sign in or refresh',
  description:
    'grantType password signs a user in; oidc finishes what POST /v1/auth/oidc/start began: the provider vouches for the user, and no second factor of Keyline is asked for; refresh_token goes on with the session and rotates the token. A token used again within 10 s gets a sibling; later use ends the session. Idempotency-Key has no meaning here: tokens are shown once.',
  body: v.variant('grantType', [passwordGrant, refreshGrant, oidcGrant]),
  answer: { status: 200, description: 'The tokens.', schema: tokensView },
  problems: {
    ...some('auth.invalid_credentials', 'auth.invalid_refresh_token'),
    ...oidcSignInProblems,
  },
  trips: [1, 4],
  prepare: async ({ body, ...given }) =>
    body.grantType === 'oidc' ? confirmIdentity(body, given) : undefined,
  load: ({ system, body, prepared }) => loadGrant(system, body, prepared),
  async decide({ loaded, body, moment, realNow, address, userAgent, runtime, refuse }) {
    const given = { moment, realNow, runtime };
    if (loaded.grant === 'refresh_token') return refreshed(loaded.family, given, refuse as Refusal);
    if (loaded.grant === 'oidc') {
      return oidcSignIn(loaded.confirmed, loaded.found, { moment, realNow, address, userAgent, runtime });
    }
    const password = body.grantType === 'password' ? body.password : '';
    const hash = loaded.user?.active ? loaded.user.passwordHash : null;
    const right = hash === null ? await verifyAgainstNothing(password) : await verifyPassword(password, hash);
    if (!right || loaded.user === undefined || loaded.user.tenantStatus !== 'active') {
      return refuse('auth.invalid_credentials');
    }
    const { tenantId, userId } = loaded.user;
    return startSession({ moment, realNow, address, userAgent, runtime }, { tenantId, userId });
  },
});

async function loadGrant(system: SystemStore, body: Grant, confirmed: Confirmed | undefined) {
  if (confirmed !== undefined) {
    return { grant: 'oidc' as const, confirmed, found: await loadPerson(system, confirmed) };
  }
  if (body.grantType === 'password') {
    const user = await system.findSignIn(body.tenant, body.email.toLowerCase());
    return { grant: body.grantType, user };
  }
  const refreshToken = body.grantType === 'refresh_token' ? body.refreshToken : '';
  return { grant: 'refresh_token' as const, family: await loadFamily(system, refreshToken) };
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
    'auth.oidc_attempt_over': () => ({
      body: { grantType: 'oidc', state: 'ko_main_unknown', code: 'code', binding: 'unknown' },
    }),
    async 'auth.oidc_provider_not_found'(given) {
      const { provider, body } = await returned(given, {});
      const params = { identityProviderId: provider.id };
      await given.run('changeIdentityProvider', { params, body: { state: 'disabled' } });
      return { body };
    },
    'auth.oidc_refused': (given) => returned(given, { error: 'invalid_grant' }),
    'auth.oidc_misconfigured': (given) => returned(given, { error: 'invalid_client' }),
    'auth.oidc_unavailable': (given) => returned(given, { error: 'away' }),
    'auth.oidc_email_not_accepted': (given) => returned(given, { sub: '17', email: 'li.na@example.cn' }),
    'auth.oidc_not_linked': (given) => returned(given, vouched('nobody.here@example.cn')),
    async 'auth.oidc_user_blocked'(given) {
      const { id, email } = await given.make('createUser');
      await given.run('changeUser', { params: { userId: id }, body: { status: 'blocked' } });
      return returned(given, vouched(String(email)));
    },
  },
};

const vouched = (email: string) => ({ sub: '17', email, email_verified: true });

/** A sign-in on its way back from the provider of the examples, whose code says what it will answer. */
async function returned({ make, run }: ExampleGiven, says: object) {
  const provider = await make('createIdentityProvider');
  const { tenant } = (await run('getMe', {})) as unknown as { tenant: { slug: string } };
  const redirectUri = 'https://crm.example.cn/signed-in';
  const started = await run('startOidcSignIn', {
    body: { tenant: tenant.slug, providerId: provider.id, redirectUri },
  });
  const nonce = new URL(String(started.authorizationUrl)).searchParams.get('nonce');
  const { state, binding } = started;
  const code = btoa(JSON.stringify({ nonce, ...says }));
  return { provider, body: { grantType: 'oidc', state, binding, code } };
}
