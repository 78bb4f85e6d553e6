import { type Example, type ExampleGiven, publicCommand } from '@keyline/http';
import { emailField } from '@keyline/kernel';
import type { SystemStore } from '@keyline/store';
import * as v from 'valibot';
import { codeField, passwordField, slugField } from '../domain/fields.ts';
import { some } from '../problems.ts';
import {
  type Confirmed,
  confirmIdentity,
  loadPerson,
  oidcSignIn,
  oidcSignInProblems,
} from '../records/oidc-sign-in.ts';
import { loadSignIn, passwordSignIn } from '../records/password-sign-in.ts';
import { loadFamily, refreshed } from '../records/refresh-family.ts';
import { tokensView } from '../views.ts';

const passwordGrant = v.strictObject({
  grantType: v.literal('password'),
  tenant: slugField,
  email: emailField,
  password: passwordField,
  code: v.exactOptional(
    v.pipe(codeField, v.description('Of the second factor, or a recovery code; where it is asked for.')),
  ),
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

/** Signs a user in, or goes on with a session: an access token and the refresh token after it. */
export const issueToken = publicCommand({
  id: 'issueToken',
  path: '/v1/auth/token',
  tag: 'Sign-in',
  summary: 'Sign in or refresh',
  description:
    'grantType password signs a user in; oidc finishes what POST /v1/auth/oidc/start began: the provider vouches for the user, and no second factor of Keyline is asked for; refresh_token goes on with the session and rotates the token. Whoever has a second factor sends its code with the password too, or gets auth.second_factor_required. A token used again within 10 s gets a sibling; later use ends the session. After some failures an attempt has to wait (429), twice as long after each further one, and the right password too. Idempotency-Key has no meaning here: tokens are shown once.',
  body: v.variant('grantType', [passwordGrant, refreshGrant, oidcGrant]),
  answer: { status: 200, description: 'The tokens.', schema: tokensView },
  problems: {
    ...some(
      'auth.invalid_credentials',
      'auth.second_factor_required',
      'auth.wrong_code',
      'auth.invalid_refresh_token',
    ),
    ...oidcSignInProblems,
  },
  trips: [1, 4],
  prepare: async ({ body, ...given }) =>
    body.grantType === 'oidc' ? confirmIdentity(body, given) : undefined,
  load: ({ prepared, ...given }) => loadGrant(prepared, given),
  async decide({ loaded, ...given }) {
    if (loaded.grant === 'refresh_token') return refreshed(loaded.family, given, given.refuse);
    if (loaded.grant === 'oidc') return oidcSignIn(loaded.confirmed, loaded.found, given);
    return passwordSignIn(loaded, given, given.refuse);
  },
});

interface Given {
  readonly system: SystemStore;
  readonly body: Grant;
  readonly address: string | null;
}

async function loadGrant(confirmed: Confirmed | undefined, { system, body, address }: Given) {
  if (confirmed !== undefined) {
    return { grant: 'oidc' as const, confirmed, found: await loadPerson(system, confirmed) };
  }
  if (body.grantType === 'password') {
    return { grant: body.grantType, ...(await loadSignIn(system, body, address)) };
  }
  const refreshToken = body.grantType === 'refresh_token' ? body.refreshToken : '';
  return { grant: 'refresh_token' as const, family: await loadFamily(system, refreshToken) };
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
    async 'auth.second_factor_required'(given) {
      return { body: await withSecondFactor(given) };
    },
    async 'auth.wrong_code'(given) {
      return { body: { ...(await withSecondFactor(given)), code: '00000' } };
    },
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

/** The right password of a colleague who has a second factor. */
async function withSecondFactor({ enrolled, run }: ExampleGiven) {
  const { id, password } = await enrolled();
  const { email } = await run('getUser', { params: { userId: id } });
  const { tenant } = (await run('getMe', {})) as unknown as { tenant: { slug: string } };
  return { grantType: 'password', tenant: tenant.slug, email, password };
}
